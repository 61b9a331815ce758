import type { DemoLine } from './records.ts';

/** What Élodie puts on her own hands. */
export const SKIN_CARE: DemoLine[] = [
  {
    category: 'skin-care',
    tax: 'standard',
    wholesalePercent: 46,
    casePack: 4,
    grams: 130,
    size: [50, 50, 130],
    attributes: { Diet: ['Vegan'] },
    tags: ['natural'],
    closings: [
      'Fewer than twelve ingredients, all of them on the front.',
      'Made in batches of two hundred; the batch number is written by hand.',
    ],
    items: [
      {
        name: 'Face Oil Garrigue',
        price: 3400,
        art: 'dropper #d19a3e 🌼',
        text: 'Immortelle, jojoba and prickly pear seed: five drops in the evening, warmed between the palms. Sinks in before you have cleaned your teeth.',
        tags: ['bestseller'],
      },
      {
        name: 'Day Cream Amande',
        price: 2900,
        art: 'creamjar #f3e6cc 🌰',
        text: 'Sweet almond and aloe in a cream that disappears under make-up or sunscreen. Smells of nothing, feels like a good night.',
      },
      {
        name: 'Night Balm Calendula',
        price: 3200,
        art: 'creamjar #d19a3e 🌼',
        text: 'A balm that melts to oil and works while you do not. Marigold is steeped in it for six weeks of sun.',
      },
      {
        name: 'Hand Cream Olivier',
        price: 1400,
        art: 'tube #8a8c55 🫒',
        text: 'Dries in half a minute, so you can go on gardening or typing. Olive leaf, shea and a trace of bergamot.',
        tags: ['bestseller', 'gift'],
      },
      {
        name: 'Lip Balm Miel',
        price: 690,
        art: 'tinlow #dcae3c 🐝',
        text: 'Beeswax, apricot oil, honey; no mint, no gloss, no tricks.',
        attributes: { Diet: ['Vegetarian'] },
        grams: 24,
      },
      {
        name: 'Body Oil Sel',
        price: 2800,
        art: 'bottle #d19a3e 🌊',
        text: 'A dry oil that smells of warm skin and salt, for after the sea or instead of it.',
      },
      {
        name: 'Rose Water Toner',
        price: 1800,
        art: 'spray #d98a95 🌹',
        text: 'Pure distillate of centifolia roses from Grasse and nothing to keep it pretty. Spray, breathe, carry on.',
      },
      {
        name: 'Clay Mask Ocre',
        price: 2200,
        art: 'creamjar #c4704f 🏜️',
        text: 'Red clay from Roussillon as a powder, mixed fresh with water or yoghurt. Eight minutes, no phone calls.',
      },
      {
        name: 'Foot Balm Sentier',
        price: 1600,
        art: 'tube #3f6650 🥾',
        text: 'Named after the coast path to Cassis, which it has repaired many feet from. Pine, arnica, a lot of shea.',
      },
      {
        name: 'Bath Salt Camargue',
        price: 1900,
        art: 'jar #e3b3a6 🛁',
        text: 'Pink-grey salt with rosemary and eucalyptus; two handfuls, twenty minutes.',
        grams: 520,
      },
      {
        name: 'Deodorant Cream Sauge',
        price: 1200,
        art: 'tinlow #9db29a 🌿',
        text: 'Baking soda, sage and starch in a tin that lasts three months. A pea for each side, and it holds through a heat wave.',
      },
      {
        name: 'Beard Oil Mistral',
        price: 2200,
        art: 'dropper #7d5637 🌲',
        text: 'Cypress and bay in light grape seed oil. Tames what the wind has done.',
        tags: ['gift'],
      },
    ],
  },
];
