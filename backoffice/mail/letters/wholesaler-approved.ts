import { z } from 'zod';
import { button, paragraph, steps, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const wholesalerApproved = letter({
  schema: addressed.extend({ wholesalerName: z.string(), panelUrl: link, payoutsEnabled: z.boolean() }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    panelUrl: 'https://stackr.example/admin',
    payoutsEnabled: false,
  },
  write: data => ({
    subject: `${data.wholesalerName} can sell on Stackr`,
    preheader: 'Your profile is approved. Your products can go live.',
    title: 'You can sell now',
    blocks: [
      paragraph(strong(data.wholesalerName), ' is approved. What to do next:'),
      steps(
        ...(data.payoutsEnabled ? [] : ['Connect your bank account. Until then your earnings wait for you.']),
        'Submit your products. We check each one before it is shown.',
        'Set wholesale prices, tiers, minimum quantities and case packs.',
      ),
      button('Open the panel', data.panelUrl),
    ],
    reason: `You get this letter because you registered ${data.wholesalerName} with Stackr.`,
  }),
});
