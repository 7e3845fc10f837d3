// SPDX-License-Identifier: EUPL-1.2
import type { NoticeWords } from './notice-words.ts';

export const ar = {
  language: 'ar',
  direction: 'rtl',
  something: 'لديك شيء جديد في Handslag.',
  subject: 'شيء جديد لدى {tenant}',
  greeting: 'مرحبًا! هذا ما حدث منذ آخر مرة:',
  open: 'افتح واقرأ:',
  why: 'تصلك هذه الرسالة لأنك اخترت البريد الإلكتروني. يمكنك تغيير ذلك في الإشعارات.',
  codeSubject: 'رمزك لدى {tenant}',
  code: 'رمزك هو {code}. وهو صالح لمدة 15 دقيقة. إن لم تطلبه فلا حاجة لفعل أي شيء.',
  aboutNumber: 'الأمر يخص طلبك رقم {number}.',
  ring: 'لأي سؤال اتصل بالرقم {phone}.',
  kinds: {
    'request.asked': 'شخص يطلب المساعدة، وقد حان دورك لتُسأل.',
    'request.new': 'شخص في إحدى مجموعاتك يطلب المساعدة.',
    'request.offered': 'هناك من يستطيع مساعدتك.',
    'request.expired': 'انتهت مدة طلبك. يمكنك تمديدها.',
    'request.closed': 'ما أردت المساعدة فيه لم يعد متاحًا. شكرًا لك على كل حال!',
    'agreement.made': 'تم الاتفاق بينكما.',
    'agreement.noted': 'وصلتك رسالة قصيرة.',
    'agreement.started': 'لقد بدأ الأمر.',
    'agreement.completed': 'يقول الطرف الآخر إن الأمر انتهى. يرجى التأكيد.',
    'agreement.confirmed': 'تم التأكيد. شكرًا!',
    'agreement.failed': 'لم يتم الأمر.',
    'group.applied': 'شخص يريد الانضمام إلى مجموعة تقودها.',
    'group.admitted': 'أصبحت عضوًا في المجموعة.',
    'attestation.ending': 'إحدى شهاداتك تنتهي صلاحيتها قريبًا.',
    'partner-request.new': 'شريك يطلب منكم المساعدة.',
    'partner-request.closed': 'شيء طلبه شريك لم يعد مطلوبًا.',
  },
} satisfies NoticeWords;
