// SPDX-License-Identifier: EUPL-1.2
export const deliverJob = 'federation.deliver';
export const handleJob = 'federation.handle';
export const forgetJob = 'federation.forget';

export const outboundPurpose = (jti: string) => `outbound ${jti}`;
export const inboundPurpose = (jti: string) => `inbound ${jti}`;
