import { z } from 'zod';
import { button, paragraph, small } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const resetPassword = letter({
  schema: addressed.extend({ resetUrl: link, expiresInMinutes: z.int() }),
  sample: { recipientName: 'Zoë Ångström', resetUrl: 'https://stackr.example/reset?token=7b1d', expiresInMinutes: 60 },
  write: data => ({
    subject: 'Choose a new password',
    preheader: 'A link to choose a new password for Stackr.',
    title: 'Choose a new password',
    blocks: [
      paragraph(
        'You asked for a new password. The button opens a page where you choose it; after that, every device has to sign in again.',
      ),
      button('Choose a new password', data.resetUrl),
      small(
        `The link works once, for ${data.expiresInMinutes} minutes. If you did not ask for it, ignore this letter: your password stays as it is.`,
      ),
    ],
    reason: 'You get this letter because a new password was asked for at your Stackr account.',
  }),
});
