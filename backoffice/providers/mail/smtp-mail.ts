import nodemailer from 'nodemailer';
import { type FailureKind, ProviderFailure } from '../failure.ts';
import type { Mail, OutgoingLetter } from './mail.ts';

export interface SmtpSettings {
  /** smtp://user:password@host:port, or smtps:// */
  url: string;
  /** "Stackr <hello@stackr.example>" */
  from: string;
  timeoutMs: number;
}

export interface SmtpMail extends Mail {
  /** Ends the pooled connections, so that the process may end. */
  close(): void;
}

export function createSmtpMail({ url, from, timeoutMs }: SmtpSettings): SmtpMail {
  const transport = nodemailer.createTransport(
    {
      url,
      pool: true,
      maxConnections: 4,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // Letters are built here; one that names a file or an address to fetch would be a way into our network.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ messageId, to, subject, text, html, attachments }: OutgoingLetter) {
      try {
        await transport.sendMail({ messageId: `<${messageId}>`, to, subject, text, html, attachments });
      } catch (error) {
        throw failure(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  code?: string;
  /** What the server said: 4xx for now, 5xx for good. */
  responseCode?: number;
  syscall?: string;
}

function failure(error: SmtpError): ProviderFailure {
  const code = error.responseCode ? `smtp_${error.responseCode}` : (error.code ?? 'no_answer');
  return new ProviderFailure('smtp', kindOf(error), code, error.message, error);
}

// nodemailer names every broken connection alike (ECONNECTION or ETIMEDOUT, at CONN); only its words tell the ones that
// broke before the first command from those that broke inside the letter.
const BEFORE_THE_LETTER = new Set(['Connection timeout', 'Greeting never received']);

function kindOf({ responseCode, code, syscall, message }: SmtpError): FailureKind {
  // A wrong password is ours to mend, not the letter's fault: it waits.
  if (code === 'EAUTH') return 'busy';
  if (responseCode) return responseCode >= 500 ? 'refused' : 'busy';
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return 'refused';
  if (code === 'EDNS' || syscall === 'connect' || BEFORE_THE_LETTER.has(message)) return 'busy';
  // Cut off while the letter itself was going over: the server may have taken it.
  return 'unknown';
}
