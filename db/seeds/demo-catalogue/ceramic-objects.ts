import type { DemoLine } from './records.ts';

/** Atelier Argile beyond the table. */
export const CERAMIC_OBJECTS: DemoLine[] = [
  {
    category: 'vases',
    tax: 'standard',
    wholesalePercent: 50,
    casePack: 2,
    grams: 900,
    size: [140, 140, 260],
    choices: { Colour: ['Chalk', 'Terracotta', 'Charcoal'] },
    attributes: { Material: ['Stoneware'] },
    tags: ['handmade'],
    closings: [
      'Watertight, with a felt ring under the foot.',
      'Packed singly in a box that may be given away as it is.',
    ],
    items: [
      {
        name: 'Vase Colline',
        price: 5400,
        art: 'vase #c4704f 🌷',
        text: 'A low hill with an opening at the top: ten tulips stand in it exactly as they like, leaning outwards.',
        tags: ['bestseller'],
      },
      {
        name: 'Bottle Vase Cyprès',
        price: 4200,
        art: 'bottlevase #4b4a4d 🌾',
        text: 'Thirty centimetres tall and slim enough for a single branch. Three of them in a row make a window sill.',
        grams: 760,
      },
      {
        name: 'Moon Vase Lune',
        price: 7800,
        art: 'moon #efeae0 🌸',
        text: 'Thrown in two halves and joined at the waist, after the Korean moon jars. The seam is left visible because it is the best part.',
        grams: 1800,
      },
      {
        name: 'Bud Vase Trio',
        price: 4600,
        art: 'buds #d98a95 🌼',
        text: 'Three fist-sized vases for the flowers that break off. Each has a different neck, so daisies, sweet peas and herbs all find theirs.',
        choices: { Palette: ['Garden', 'Coast', 'Earth'] },
        grams: 620,
        tags: ['gift'],
      },
      {
        name: 'Incense Dish Braise',
        price: 2200,
        art: 'dishes #77838c 🪔',
        text: 'A shallow dish with a hole for the stick and a field of dark glaze for the ash. Also a good place for rings.',
        grams: 260,
      },
      {
        name: 'Wall Pocket Fougère',
        price: 3800,
        art: 'pocket #8a8c55 🌿',
        text: 'Half a vase that hangs on a nail and holds dried grass, a fern or the post. The flat back is glazed too, against damp.',
        choices: { Colour: ['Sage', 'Sand'] },
        grams: 540,
      },
    ],
  },
  {
    category: 'pots',
    tax: 'standard',
    wholesalePercent: 50,
    casePack: 2,
    grams: 1100,
    size: [160, 160, 150],
    choices: {
      Size: [
        ['12 cm', 1],
        ['16 cm', 1.55],
        ['20 cm', 2.3],
      ],
    },
    attributes: { Material: ['Stoneware'] },
    tags: ['handmade', 'frost proof'],
    closings: [
      'With a drainage hole and a saucer that belongs to it.',
      'Survives winter outdoors down to minus fifteen degrees.',
    ],
    items: [
      {
        name: 'Planter Jardinet',
        price: 3200,
        art: 'pot #9db29a 🪴',
        text: 'A straight-sided pot in a glaze the green of lichen. The rim is rolled outwards so it can be lifted with wet hands.',
      },
      {
        name: 'Cactus Bowl Désert',
        price: 2800,
        art: 'lowpot #d9c3a0 🌵',
        text: 'Low, wide and bare of glaze outside, so the soil dries quickly. Room for three cacti and a small argument between them.',
      },
      {
        name: 'Footed Pot Héron',
        price: 4200,
        art: 'footpot #3f6f8f 🌿',
        text: 'Lifted on three short legs so that air gets under and the sill stays dry. Named after the bird it reminds Camille of.',
      },
      {
        name: 'Herb Trough Provence',
        price: 5200,
        art: 'trough #c4704f 🌱',
        text: 'Forty centimetres of kitchen window: thyme, sage and savory side by side. The inside is grooved, which roots seem to enjoy.',
        choices: { Colour: ['Terracotta', 'Sand'] },
        grams: 2400,
      },
      {
        name: 'Orchid Pot Ajouré',
        price: 4400,
        art: 'pot #e3b3a6 🪻',
        text: 'Pierced all around by hand, for orchids that want their roots in the air. Casts a pattern on the table when the sun is low.',
        choices: { Colour: ['Blush', 'Chalk'] },
        grams: 820,
      },
    ],
  },
];
