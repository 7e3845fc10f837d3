// SPDX-License-Identifier: EUPL-1.2
import './inter.css';
import '@digdir/designsystemet-css/theme.css';
import '@digdir/designsystemet-css/base.css';
import '@digdir/designsystemet-css/button.css';
import '@digdir/designsystemet-css/input.css';
import '@digdir/designsystemet-css/validation-message.css';
import '@digdir/designsystemet-css/dialog.css';
import './theme.css';
import './base.css';
import './shell.css';
import './parts.css';
import './print.css';
