import { z } from 'zod';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

/** Payouts were paused, or go on again; by whom, and why. */
export const payoutsPaused = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    isPaused: z.boolean(),
    by: z.enum(['platform', 'wholesaler']),
    /** Empty: none was given. */
    reason: z.string(),
    balanceUrl: link,
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    isPaused: true,
    by: 'platform',
    reason: 'We are checking three chargebacks of last week.',
    balanceUrl: 'https://stackr.example/admin/pages/balance',
  },
  write: data => ({
    subject: data.isPaused ? `Payouts to ${data.wholesalerName} are paused` : `Payouts to ${data.wholesalerName} go on`,
    preheader: data.isPaused ? 'Your earnings stay yours and stay on your balance.' : 'The next run pays what is due.',
    title: data.isPaused ? 'Your payouts are paused' : 'Your payouts go on',
    blocks: [
      paragraph(
        data.by === 'platform' ? 'We have ' : 'Your team has ',
        data.isPaused ? 'paused the payouts to ' : 'resumed the payouts to ',
        strong(data.wholesalerName),
        data.reason ? '. The reason:' : '.',
      ),
      ...(data.reason ? [quote(data.reason)] : []),
      paragraph(
        data.isPaused
          ? 'Your earnings stay yours and stay on your balance. They are paid with the first run after the pause ends.'
          : 'What is due on your balance is paid with the next run, at 02:00 UTC.',
      ),
      button('See your balance', data.balanceUrl),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
