import { disc, line, moved, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const STEEL = '#c9ccd0';
const WOOD = '#b98a57';

const bowl = (x: number, y: number, rx: number, height: number, colour: string, inside = tint(colour, -0.14)) =>
  solid(
    `M${x - rx},${y - height} Q${x - rx * 0.92},${y - 10} ${x - rx * 0.38},${y} L${x + rx * 0.38},${y} Q${x + rx * 0.92},${y - 10} ${x + rx},${y - height}Z`,
    colour,
  ) +
  disc(x, y - height, rx, rx * 0.24, tint(colour, 0.22), 'flat') +
  disc(x, y - height + 5, rx * 0.92, rx * 0.2, inside, 'fall');

const knife = (colour: string) =>
  turned(
    -58,
    0,
    -200,
    solid('M-30,-540 Q44,-420 40,-170 L-30,-170Z', STEEL, 'flat') +
      line('M-26,-520 V-176', '#f2f4f6', 5) +
      slab(-34, -176, 68, 26, 4, '#8d9298', 'cyl') +
      slab(-36, -152, 70, 250, 26, colour, 'cyl') +
      disc(0, -90, 8, 8, '#cda349') +
      disc(0, 20, 8, 8, '#cda349'),
  );

/** What one cooks and brews with. */
export const KITCHEN: Record<string, (colour: string) => Shape> = {
  kettle: colour => ({
    svg:
      line('M-160,-90 Q-240,-120 -236,-260 Q-240,-330 -290,-350', tint(colour, 0.1), 22) +
      line('M120,-290 Q270,-320 266,-190 Q262,-110 226,-90', WOOD, 30) +
      solid('M-110,-290 L-176,-20 Q0,26 176,-20 L110,-290Z', colour) +
      disc(0, -290, 110, 24, tint(colour, 0.3), 'flat') +
      disc(0, -318, 22, 20, WOOD),
    reach: 250,
  }),
  dripper: colour => ({
    svg:
      tube(0, -6, -200, 130, 130, '#dfeaef', '#5b3a29') +
      disc(0, -210, 190, 34, tint(colour, -0.05), 'flat') +
      solid('M-220,-470 L-70,-214 Q0,-196 70,-214 L220,-470Z', colour) +
      disc(0, -470, 220, 46, tint(colour, 0.3), 'flat') +
      disc(0, -462, 190, 36, tint(colour, -0.25), 'fall') +
      line('M216,-420 Q290,-410 270,-340 Q256,-300 180,-330', tint(colour, -0.1), 22),
    reach: 220,
  }),
  carafe: colour => ({
    svg:
      `<path d="M-90,-430 L-80,-330 Q-210,-180 -180,-20 Q0,26 180,-20 Q210,-180 80,-330 L90,-430Z" fill="#e6f1f5" fill-opacity=".75"/>` +
      solid('M-184,-160 Q-196,-80 -178,-22 Q0,24 178,-22 Q196,-80 184,-160 Q0,-120 -184,-160Z', '#6b4228') +
      slab(-88, -372, 176, 60, 16, WOOD, 'cyl') +
      line('M-120,-240 Q-156,-160 -146,-60', '#ffffffcc', 10) +
      ring(0, -430, 90, 16, tint(colour, 0.5), 6),
    reach: 230,
  }),
  grinder: colour => ({
    svg:
      line('M10,-430 L190,-470', '#8d9298', 18) +
      disc(200, -486, 30, 36, WOOD) +
      tube(0, -6, -220, 100, 100, tint(colour, -0.1)) +
      tube(0, -216, -420, 106, 106, colour) +
      slab(-106, -300, 212, 40, 2, WOOD, 'cyl'),
    reach: 150,
  }),
  moka: colour => ({
    svg:
      line('M110,-400 Q220,-400 214,-300 L200,-240', '#35332f', 30) +
      solid('M-130,-220 L-160,-10 Q0,14 160,-10 L130,-220Z', colour) +
      solid('M-110,-230 L-150,-430 L-190,-450 L120,-430 L110,-230Z', tint(colour, 0.12)) +
      slab(-124, -240, 248, 28, 4, tint(colour, -0.25), 'cyl') +
      solid('M-140,-434 Q0,-500 120,-432Z', colour, 'flat') +
      disc(0, -484, 20, 22, '#35332f'),
    reach: 210,
  }),
  pan: colour => ({
    svg:
      turned(-16, 0, -40, slab(180, -110, 290, 42, 20, colour === '#c0764a' ? '#cda349' : tint(colour, 0.1), 'fall')) +
      solid('M-260,-120 Q-250,-10 -170,0 L170,0 Q250,-10 260,-120Z', colour) +
      disc(0, -120, 260, 70, tint(colour, 0.2), 'flat') +
      disc(0, -112, 236, 56, tint(colour, -0.3), 'fall'),
    reach: 400,
  }),
  wok: colour => ({ svg: slab(220, -190, 260, 40, 18, WOOD, 'fall') + bowl(0, 0, 280, 170, colour), reach: 420 }),
  casserole: colour => ({
    svg:
      line(
        'M-230,-210 Q-310,-220 -300,-160 Q-290,-130 -230,-150 M230,-210 Q310,-220 300,-160 Q290,-130 230,-150',
        tint(colour, -0.15),
        26,
      ) +
      tube(0, -10, -230, 210, 230, colour) +
      solid('M-240,-236 Q-230,-310 0,-322 Q230,-310 240,-236 A240,46 0 0 1 -240,-236Z', tint(colour, 0.08)) +
      disc(0, -340, 40, 26, '#cda349'),
    reach: 290,
  }),
  knife: colour => ({ svg: moved(-40, 0, knife(colour)), reach: 300 }),
  spoon: colour => ({
    svg: turned(
      38,
      0,
      -220,
      slab(-16, -300, 32, 380, 14, colour, 'cyl') +
        disc(0, -370, 78, 110, colour) +
        disc(-6, -372, 54, 82, tint(colour, -0.18), 'fall'),
    ),
    reach: 230,
  }),
  spatula: colour => ({
    svg: turned(
      32,
      0,
      -220,
      slab(-17, -260, 34, 360, 16, colour, 'cyl') +
        solid('M-70,-470 L70,-500 L56,-250 Q0,-210 -56,-250Z', colour, 'flat'),
    ),
    reach: 220,
  }),
  board: colour => ({
    svg: turned(
      -8,
      0,
      -120,
      slab(-260, -330, 500, 320, 34, tint(colour, -0.25)) +
        slab(-260, -350, 500, 320, 34, colour) +
        [0, 1, 2, 3]
          .map(index =>
            line(`M-240,${-300 + index * 72} Q0,${-320 + index * 80} 220,${-290 + index * 70}`, tint(colour, -0.14), 4),
          )
          .join('') +
        disc(196, -304, 22, 22, tint(colour, -0.5), 'flat'),
    ),
    reach: 310,
  }),
  pin: colour => ({
    svg: turned(
      -24,
      0,
      -100,
      slab(-330, -150, 660, 96, 48, colour, 'fall') + slab(-300, -128, 600, 10, 5, '#ffffff55'),
    ),
    reach: 330,
  }),
  stamp: colour => ({
    svg:
      tube(0, -6, -100, 150, 150, colour) +
      tube(0, -96, -150, 60, 50, colour) +
      solid('M-60,-150 Q-110,-290 0,-320 Q110,-290 60,-150Z', WOOD),
    reach: 200,
  }),
  mortar: colour => ({
    svg:
      turned(28, 60, -300, slab(30, -520, 66, 330, 33, WOOD, 'cyl')) +
      solid('M-200,-280 Q-200,-90 -110,-50 L-140,0 H140 L110,-50 Q200,-90 200,-280Z', colour) +
      disc(0, -280, 200, 46, tint(colour, 0.2), 'flat') +
      disc(0, -272, 166, 34, tint(colour, -0.25), 'fall') +
      turned(28, 60, -300, slab(30, -520, 66, 200, 33, WOOD, 'cyl')),
    reach: 230,
  }),
  mill: colour => ({
    svg:
      disc(0, -500, 54, 54, tint(colour, 0.1)) +
      solid(
        'M-60,-450 Q-30,-330 -70,-260 Q-110,-140 -104,-8 Q0,14 104,-8 Q110,-140 70,-260 Q30,-330 60,-450 Q0,-480 -60,-450Z',
        colour,
      ) +
      line('M-82,-262 Q0,-244 82,-262', tint(colour, -0.35), 6) +
      disc(0, -548, 14, 14, STEEL),
    reach: 160,
  }),
  grater: colour => ({
    svg:
      solid('M-130,-440 L130,-440 L190,0 L-190,0Z', colour, 'flat') +
      [0, 1, 2, 3, 4, 5]
        .flatMap(row =>
          [0, 1, 2, 3, 4].map(cell =>
            disc(-96 + cell * 48 + (row % 2) * 16, -370 + row * 62, 11, 15, '#7d838a', 'fall'),
          ),
        )
        .join('') +
      slab(-110, -500, 220, 66, 30, '#35332f'),
    reach: 220,
  }),
  whisk: colour => ({
    svg: turned(
      30,
      0,
      -200,
      [20, 50, 82]
        .map(rx => line(`M0,-230 C${-rx * 2.2},-400 ${-rx},-560 0,-560 C${rx},-560 ${rx * 2.2},-400 0,-230`, colour, 8))
        .join('') + slab(-24, -240, 48, 320, 22, tint(colour, -0.1), 'cyl'),
    ),
    reach: 210,
  }),
  infuser: colour => ({
    svg:
      line('M-170,-300 H-250 M170,-300 H250', colour, 24) +
      solid('M-170,-300 L-150,-20 Q0,20 150,-20 L170,-300Z', colour) +
      [0, 1, 2, 3, 4]
        .flatMap(row =>
          [0, 1, 2, 3, 4, 5].map(cell => disc(-110 + cell * 44, -240 + row * 46, 7, 7, '#7d838a', 'fall')),
        )
        .join('') +
      disc(0, -300, 170, 36, tint(colour, 0.3), 'flat') +
      disc(0, -294, 150, 28, '#6f8a4a', 'fall'),
    reach: 230,
  }),
  stone: colour => ({
    svg:
      slab(-290, -70, 580, 76, 16, WOOD) +
      slab(-240, -170, 480, 104, 8, tint(colour, 0.25)) +
      slab(-240, -120, 480, 54, 6, colour),
    reach: 330,
  }),
  steel: colour => ({
    svg:
      solid('M-330,-60 L-250,-190 L250,-190 L330,-60Z', tint(colour, 0.1), 'flat') +
      slab(-330, -62, 660, 46, 6, tint(colour, -0.2)),
    reach: 370,
  }),
  cutlery: colour => ({
    svg: [-170, -50, 70]
      .map((x, index) =>
        turned(
          index * 4 - 4,
          x,
          0,
          slab(x - 13, -300, 26, 310, 12, colour, 'cyl') +
            (index === 0
              ? [-30, -10, 10, 30].map(at => slab(x + at - 6, -470, 12, 130, 5, colour, 'cyl')).join('') +
                solid(`M${x - 38},-350 H${x + 38} Q${x + 30},-280 ${x},-270 Q${x - 30},-280 ${x - 38},-350Z`, colour)
              : index === 1
                ? solid(`M${x - 16},-520 Q${x + 40},-420 ${x + 22},-290 L${x - 16},-290Z`, colour, 'flat')
                : disc(x, -390, 50, 84, colour)),
        ),
      )
      .join(''),
    reach: 260,
  }),
};
