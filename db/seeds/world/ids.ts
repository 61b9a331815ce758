/** A fixed version 7 uuid; the last digits are what a reader sees in a failing test. */
const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const WORLD = {
  users: {
    /** Customers: anna has an address, ben has nothing yet. */
    anna: id(101),
    ben: id(102),
    /** Store owners: olga's store has net 30 within 5,000 euros, sven's pays by card, rita's waits in review. */
    olga: id(103),
    sven: id(104),
    rita: id(105),
    roaster: id(106),
    potter: id(107),
    chandler: id(108),
    admin: id(109),
    finance: id(110),
    /** The second person for what takes two. */
    controller: id(111),
  },
  stores: { corner: id(201), alpine: id(202), waiting: id(203) },
  storeGroups: { partners: id(211) },
  wholesalers: { roastery: id(301), pottery: id(302), candlery: id(303) },
  addresses: {
    anna: id(321),
    corner: id(322),
    alpine: id(323),
    roastery: id(324),
    pottery: id(325),
    candlery: id(326),
  },
  categories: { pantry: id(401), coffee: id(402), home: id(403), tableware: id(404), candles: id(405) },
  products: {
    espresso: id(501),
    tin: id(502),
    mug: id(503),
    bowl: id(504),
    candle: id(505),
    matches: id(506),
    /** Not on the market: a draft and one that waits for the admin. */
    decaf: id(507),
    vase: id(508),
  },
  variants: {
    /** 9.90 retail, 6.00 wholesale by the six, 5.50 from 12, 5.00 from 24; 100 on hand. */
    espressoSmall: id(601),
    /** 29.00 retail, 19.00 wholesale by the two; 40 on hand. */
    espressoLarge: id(602),
    /** 14.00, retail only; 30 on hand. */
    tin: id(603),
    /** 24.00 retail, 12.00 wholesale by the four, at most 48; 60 on hand. */
    mugSand: id(604),
    /** As sand, 3 on hand: low. */
    mugSage: id(605),
    /** 36.00, out of stock. */
    bowl: id(606),
    /** 18.00 retail, 9.00 wholesale, no case; 500 on hand. */
    candleFig: id(607),
    candleCedar: id(608),
    /** 2.50 retail, 1.20 wholesale by the ten; 1,000 on hand. */
    matches: id(609),
    decaf: id(610),
    vase: id(611),
  },
  priceLists: { roastery: id(701), pottery: id(702), roasteryPartners: id(703) },
  commissionRules: { platform: id(801), pottery: id(802) },
  promotions: { welcome: id(811) },
} as const;

export type World = typeof WORLD;
