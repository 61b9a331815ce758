import type { DemoLine } from './records.ts';

/** Ferro e Legno for the table. */
export const TRATTORIA: DemoLine[] = [
  {
    category: 'tableware',
    tax: 'standard',
    wholesalePercent: 50,
    casePack: 4,
    grams: 380,
    size: [220, 60, 40],
    attributes: {},
    tags: ['trattoria'],
    closings: ['Stands on every table at Da Bonetti.'],
    items: [
      {
        name: 'Cutlery Trattoria, Sixteen Pieces',
        price: 8900,
        art: 'cutlery #c9ccd0',
        text: 'The plain restaurant pattern of 1962, in a heavier steel. Balanced so that the fork does not fall off the plate.',
        attributes: { Material: ['Steel'] },
        grams: 980,
      },
      {
        name: 'Steak Knives, Set of Four',
        price: 7900,
        art: 'knife #7d5637 🥩',
        text: 'Smooth blades that cut meat rather than tear it, with handles of olive, walnut, beech and pear.',
        attributes: { Material: ['Steel', 'Wood'] },
        tags: ['gift'],
      },
      {
        name: 'Wine Tumblers, Set of Six',
        price: 2400,
        art: 'glass #9c3f5a 🍷',
        text: 'Short, thick and unbreakable by ordinary means. The glass for the wine that has no label.',
        attributes: { Material: ['Glass'] },
        grams: 1100,
        tags: ['bestseller'],
      },
      {
        name: 'Oil Cruet Goccia',
        price: 2800,
        art: 'bottle #c9d46b 🫒',
        text: 'A hand-blown cruet with a lip that swallows its last drop. Holds a quarter of a litre, away from the light if you turn it.',
        attributes: { Material: ['Glass'] },
      },
      {
        name: 'Fruit Bowl Ulivo',
        price: 9800,
        art: 'bowl #c79a63 🍊',
        text: 'Turned from a single root, with the bark left on where it wanted to stay. No two are alike and none is quite round.',
        attributes: { Material: ['Olive wood'] },
        grams: 1400,
      },
    ],
  },
];
