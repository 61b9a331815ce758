import { z } from 'zod';
import { button, paragraph, steps } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

const firstSteps = {
  customer: [
    'Find something you like.',
    'Buy from several makers in one checkout.',
    'Follow every parcel to your door.',
  ],
  store_owner: [
    'Tell us about your store: it takes five minutes.',
    'We look at it, usually within one working day.',
    'Then you see wholesale prices, quantity tiers and case packs.',
  ],
  wholesaler: [
    'Complete your profile and your ship-from address.',
    'Connect the bank account your payouts go to.',
    'Add products, or bring them along as a CSV file.',
  ],
};

export const welcome = letter({
  schema: addressed.extend({ role: z.enum(['customer', 'store_owner', 'wholesaler']), startUrl: link }),
  sample: { recipientName: 'Zoë Ångström', role: 'store_owner', startUrl: 'https://stackr.example/account' },
  write: data => ({
    subject: 'Welcome to Stackr',
    preheader: firstSteps[data.role][0]!,
    title: 'Welcome to Stackr',
    blocks: [
      paragraph('Your address is confirmed and your account is open. This is how it goes on:'),
      steps(...firstSteps[data.role]),
      button('Get started', data.startUrl),
    ],
    reason: 'You get this letter because you opened a Stackr account.',
  }),
});
