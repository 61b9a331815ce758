import { z } from 'zod';
import { button, paragraph, small } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const verifyEmail = letter({
  schema: addressed.extend({ verifyUrl: link, expiresInHours: z.int() }),
  sample: { recipientName: 'Zoë Ångström', verifyUrl: 'https://stackr.example/verify?token=9f2c', expiresInHours: 24 },
  write: data => ({
    subject: 'Confirm your e-mail address',
    preheader: 'One click, and your Stackr account is ready.',
    title: 'Confirm your e-mail address',
    blocks: [
      paragraph('Please confirm that this address is yours. Then your account is ready and you can sign in.'),
      button('Confirm my address', data.verifyUrl),
      small(
        `The link works once, for ${data.expiresInHours} hours. If you did not ask for an account, ignore this letter: nothing happens without your click.`,
      ),
    ],
    reason: 'You get this letter because someone created a Stackr account with this address.',
  }),
});
