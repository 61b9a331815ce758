export type Mood = 'loved' | 'liked' | 'mixed' | 'disliked';
export type Verdict = Record<Mood, string[]>;

export const AUTHORS =
  'Katrin W., Olivier P., Marit J., Sam, Beatriz, Henk V., Giulia, Sebastian R., Ewa K., Noor, Pauline, Tobias, Ingrid S., Rui M., Aoife, Mikael, Fatima, Johanna B., Luca, Sophie D., Anders, Carla, Daan'
    .concat(
      ', Elisabeth H., Filip, Greet, Hugo, Ines, Jonas, Kaisa, Leonie, Maarten, Nina, Oskar, Petra, Renata, Stijn, Teresa, Ulrike, Viktor, Wanda, Yasmin, Zoé, Birgit, Corinne, Dario',
    )
    .split(', ');

/** What is said of anything. */
export const PLAIN: Record<Mood, { titles: string[]; endings: string[] }> = {
  loved: {
    titles: [
      'Bought it again',
      'Exactly right',
      'A small joy',
      'Better than the picture',
      'Everyone asks where it is from',
      'Worth every cent',
      '',
    ],
    endings: [
      'Ordered a second one for my sister.',
      'Arrived in three days, packed without plastic.',
      'There was a handwritten card in the parcel.',
      'Would buy again tomorrow.',
    ],
  },
  liked: {
    titles: ['Very good', 'Nearly perfect', 'Happy with it', 'Good quality', ''],
    endings: [
      'One star less because delivery took a week.',
      'A little pricey, but one sees why.',
      'I would choose another colour next time.',
      'Recommended.',
    ],
  },
  mixed: {
    titles: ['Fine', 'Not quite what I expected', 'Good, with a but', ''],
    endings: ['Service was friendly, though.', 'Perhaps it is me.', 'I kept it.'],
  },
  disliked: {
    titles: ['Disappointed', 'Not for me', 'Hm'],
    endings: ['The refund came quickly, to be fair.', 'I had hoped for more at this price.'],
  },
};

export const BY_SHELF: Record<string, Verdict> = {
  coffee: {
    loved: [
      'Best crema my little machine has ever made.',
      'Smells like a roastery when you open the bag.',
      'My office stopped going to the café downstairs.',
      'Sweet, round, not a trace of bitterness.',
      'Roast date was the day before it arrived.',
      'I have tried many and always come back to this one.',
    ],
    liked: [
      'Lovely in the V60, a touch thin as espresso.',
      'Good coffee; I needed two days to find the right grind.',
      'Fresh and well packed, slightly darker than I like.',
    ],
    mixed: ['More acidic than the description made me think.', 'Nice, but the zip of the bag broke.'],
    disliked: ['Too fruity for my taste, I gave it to a friend.', 'Ground far too coarse for my machine.'],
  },
  tea: {
    loved: [
      'Whole leaves, long aroma, even the second pot is good.',
      'My evening ritual for two winters now.',
      'You can taste that it is this year’s harvest.',
      'The tin alone makes me happy.',
      'Finally a tea that smells of the plant and not of perfume.',
    ],
    liked: [
      'Delicate; use more than the label says.',
      'Very good, though I wish there were a bigger tin.',
      'Lovely iced, too.',
    ],
    mixed: ['Pleasant but rather mild.', 'A lot of dust at the bottom of the pouch.'],
    disliked: ['Tastes of hay to me.', 'Went bitter after three minutes.'],
  },
  food: {
    loved: [
      'Gone in one evening, and we were only two.',
      'Tastes of the thing it says on the label and nothing else.',
      'Our customers buy one at the till and come back for five.',
      'The texture is wonderful.',
      'A present that was opened before the guest had left.',
      'Not too sweet, which is rare.',
    ],
    liked: [
      'Delicious, could be a bit bigger.',
      'Very good, and the wrapping is lovely.',
      'Liked it more on the second day.',
    ],
    mixed: ['Good, but a little dry.', 'Some pieces were broken on arrival.'],
    disliked: ['Melted on the way in July.', 'Far too sweet for me.'],
  },
  table: {
    loved: [
      'The glaze is deeper than any photo can show.',
      'Sits in the hand as if it had always been there.',
      'Survives our dishwasher and two children.',
      'Heavier than expected in the best way.',
      'Each one a little different, exactly as promised.',
      'It makes a plain dinner look cooked.',
    ],
    liked: [
      'Beautiful; one of four had a small pinhole.',
      'Lovely colour, slightly smaller than I pictured.',
      'Stacks well, scratches a little with steel knives.',
    ],
    mixed: ['Pretty, but the foot is rough on our table.', 'Colour differs quite a bit from the picture.'],
    disliked: ['Arrived chipped; the replacement took two weeks.', 'Too heavy for every day.'],
  },
  kitchen: {
    loved: [
      'Once you have used it, the drawer full of other ones can go.',
      'Balanced, simple, and it will outlive me.',
      'My mother has stolen it already.',
      'Finally a tool made by somebody who cooks.',
      'Seasoned beautifully after the third steak.',
    ],
    liked: [
      'Excellent, but do read the care card.',
      'Very solid, a bit heavy for small wrists.',
      'Sharp out of the box, box could be nicer.',
    ],
    mixed: ['Good tool, needed some sanding first.', 'Works well but stains quickly.'],
    disliked: ['Rusted after one night in the sink. My fault, still.', 'Handle was loose on arrival.'],
  },
  home: {
    loved: [
      'The room smells wonderful even when it is not lit.',
      'Softer after every wash, just as they say.',
      'Burns clean to the very end.',
      'It changed the corner I never knew what to do with.',
      'Colour is calm and grown-up.',
      'The quality one remembers from one’s grandmother.',
    ],
    liked: [
      'Lovely, a bit lighter in scent than I hoped.',
      'Great quality, creases as linen does.',
      'Beautiful, though it sheds a little at first.',
    ],
    mixed: ['Nice but smaller than it looks.', 'The scent is stronger in the picture than in the room.'],
    disliked: ['The wick kept drowning.', 'Colour was more grey than blue.'],
  },
  body: {
    loved: [
      'My skin stopped complaining after a week.',
      'Lasts for ever and smells of holidays.',
      'Short list of ingredients and every one of them makes sense.',
      'Sinks in at once, no film.',
      'The guest bathroom has never been so popular.',
    ],
    liked: [
      'Very gentle; foams less than shop soap.',
      'Lovely scent, I wish it stayed longer.',
      'Good, and the packaging can be refilled.',
    ],
    mixed: ['Fine for the body, too rich for my face.', 'The pump clogs now and then.'],
    disliked: ['The scent was not mine.', 'Melted away too quickly in our shower.'],
  },
  paper: {
    loved: [
      'No bleed with my wettest nib.',
      'Lies flat from page one. I had given up hoping.',
      'So pretty I was afraid to write in it.',
      'The paper has a sound.',
      'My third, and all three stand on the shelf.',
    ],
    liked: [
      'Great paper, I would love a larger size.',
      'Beautiful print, the envelope is a bit thin.',
      'Sturdy and well made.',
    ],
    mixed: ['Ribbon frayed after a month.', 'Lines are a little too dark for me.'],
    disliked: ['Corners were dented when it came.', 'Expected thicker paper.'],
  },
  toys: {
    loved: [
      'Our three-year-old has not put it down since Saturday.',
      'Survived being thrown down the stairs. Twice.',
      'No smell, no splinters, no batteries. Thank you.',
      'Played with by three children and two grandfathers.',
      'The details are so lovingly done.',
    ],
    liked: [
      'Great toy; the box is huge for what it is.',
      'Nicely made, our baby prefers the ribbon.',
      'Good fun, rules take a moment.',
    ],
    mixed: ['One wheel squeaks.', 'Nice, but smaller than we thought.'],
    disliked: ['A piece was missing, they sent it after ten days.', 'Paint chipped within a week.'],
  },
  garden: {
    loved: [
      'Every single seed came up.',
      'Bees found it before I did.',
      'Feels like a tool from another century.',
      'Stood outside all winter and looks better for it.',
      'The sowing calendar in pictures is a great idea.',
    ],
    liked: [
      'Good germination, label could be larger.',
      'Solid and well made, a bit heavy when full.',
      'Lovely pot, saucer is sold out everywhere.',
    ],
    mixed: ['Half of them sprouted; it was a cold May.', 'Fine, but the paint scratches easily.'],
    disliked: ['Slugs loved it more than I did.', 'Cracked at the first frost.'],
  },
  pets: {
    loved: [
      'He carries it around the house like a trophy.',
      'Ignored for a day, slept in ever since.',
      'The first one that survived our terrier.',
      'Cover came out of the wash like new.',
      'She hears the bag from the garden.',
    ],
    liked: [
      'Very good quality, sizes run small.',
      'Our cat approves, our sofa is still preferred.',
      'Well sewn, colour fades a bit in the sun.',
    ],
    mixed: ['Nice, but my dog is not interested.', 'Smells quite strongly at first.'],
    disliked: ['Chewed through in an afternoon.', 'Too small for a beagle.'],
  },
};
