import { MailDev } from 'maildev';

export interface Inbox {
  smtpUrl: string;
  /** Where people read what was sent. */
  webUrl: string;
  stop(): Promise<void>;
}

/** The mail server of a demo: takes every letter, sends none on, shows them in a browser. Letters outlive a restart. */
export async function startInbox(ports: { smtp: number; web: number }, folder: string): Promise<Inbox> {
  const maildev = new MailDev({
    smtp: ports.smtp,
    ip: '127.0.0.1',
    web: ports.web,
    webIp: '127.0.0.1',
    mailDirectory: folder,
    // A simulated week writes thousands; the newest are the ones people look for.
    maxEmails: 500,
    silent: true,
  });
  await maildev.start();
  return {
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    webUrl: `http://127.0.0.1:${ports.web}`,
    stop: () => maildev.stop(),
  };
}
