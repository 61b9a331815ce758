import { disc, line, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const WOOD = '#c79a63';
const BRASS = '#cda349';
const PAPER = '#fbf6ea';

/** Soap, sweets, and what pets own. */
export const SMALL_THINGS: Record<string, (colour: string) => Shape> = {
  soap: colour => ({
    svg:
      slab(-230, -130, 440, 134, 56, tint(colour, -0.14)) +
      slab(-230, -164, 440, 134, 56, tint(colour, 0.08), 'fall') +
      slab(-150, -128, 280, 62, 30, tint(colour, -0.06), 'fall') +
      turned(-9, 60, -230, slab(-130, -278, 380, 120, 50, tint(colour, 0.22), 'fall')),
    reach: 290,
  }),
  puck: colour => ({
    svg: tube(0, -8, -110, 200, 200, colour) + ring(0, -110, 130, 26, tint(colour, -0.15), 6),
    reach: 260,
  }),
  choc: colour => ({
    svg: turned(
      -9,
      0,
      -200,
      slab(-150, -500, 300, 130, 8, '#5a3826') +
        [-150, -50, 50].map(x => slab(x + 6, -494, 88, 110, 8, '#6b442e')).join('') +
        solid('M-164,-400 L-110,-388 L-60,-404 L0,-388 L60,-404 L110,-388 L164,-400 V-360 H-164Z', '#d9dcdf', 'flat') +
        slab(-164, -372, 328, 376, 6, colour) +
        slab(-120, -300, 240, 240, 120, PAPER),
    ),
    reach: 220,
    label: { x: -4, y: -180, size: 156 },
  }),
  pralines: colour => ({
    svg:
      slab(-310, -120, 620, 124, 14, tint(colour, -0.1)) +
      solid('M-310,-120 L-260,-280 H260 L310,-120Z', colour, 'flat') +
      [0, 1]
        .flatMap(row =>
          [0, 1, 2, 3, 4].map(cell =>
            disc(
              -196 + cell * 98 - row * 4,
              -236 + row * 72,
              40,
              32,
              ['#4a3428', '#7d5637', '#efe0c8', '#5a2a2a', '#35261c'][(cell + row * 2) % 5]!,
            ),
          ),
        )
        .join(''),
    reach: 350,
  }),
  turron: colour => ({
    svg:
      slab(-280, -110, 520, 114, 14, tint(colour, -0.18)) +
      slab(-280, -150, 520, 80, 14, tint(colour, 0.12)) +
      [-220, -140, -50, 30, 110, 180].map((x, index) => disc(x, -118 + (index % 2) * 34, 30, 20, '#f3e6cc')).join('') +
      turned(-14, 60, -200, slab(-60, -270, 300, 100, 12, tint(colour, 0.05))),
    reach: 320,
  }),
  biscuits: colour => ({
    svg:
      disc(0, -20, 290, 60, '#efeae0', 'flat') +
      [0, 1, 2, 3]
        .map(
          index =>
            disc(-90 + (index % 2) * 20, -56 - index * 44, 150, 46, '#d9a765') +
            disc(-130 + (index % 2) * 20, -66 - index * 44, 12, 5, '#8a5a2c', 'flat') +
            disc(-60, -60 - index * 44, 12, 5, '#8a5a2c', 'flat'),
        )
        .join('') +
      turned(
        -16,
        150,
        -110,
        disc(150, -110, 130, 118, '#dfb070') +
          [
            [110, -140],
            [180, -150],
            [150, -90],
            [200, -96],
          ]
            .map(([x, y]) => disc(x!, y!, 13, 12, colour, 'flat'))
            .join(''),
      ),
    reach: 320,
  }),
  petbowl: colour => ({
    svg:
      solid('M-220,-170 L-290,-10 Q0,24 290,-10 L220,-170Z', colour) +
      disc(0, -170, 220, 46, tint(colour, 0.25), 'flat') +
      disc(0, -164, 186, 34, tint(colour, -0.3), 'fall'),
    reach: 330,
    label: { x: 0, y: -240, size: 210 },
  }),
  lead: colour => ({
    svg:
      line(
        'M-230,-60 Q-260,-330 -60,-350 Q170,-360 160,-190 Q150,-60 -20,-70 Q-150,-84 -130,-200 Q-100,-280 20,-260 Q260,-220 280,-30',
        tint(colour, -0.2),
        36,
      ) +
      line(
        'M-230,-66 Q-260,-336 -60,-356 Q170,-366 160,-196 Q150,-66 -20,-76 Q-150,-90 -130,-206 Q-100,-286 20,-266 Q260,-226 280,-36',
        tint(colour, 0.12),
        16,
      ) +
      ring(-230, -50, 26, 26, BRASS, 12) +
      slab(262, -50, 36, 60, 14, BRASS),
    reach: 320,
  }),
  collar: colour => ({
    svg:
      ring(0, -150, 240, 120, tint(colour, -0.25), 62) +
      ring(0, -158, 240, 120, colour, 44) +
      slab(-70, -90, 120, 84, 10, BRASS) +
      slab(-50, -72, 80, 48, 6, colour) +
      disc(110, 10, 34, 34, BRASS),
    reach: 300,
  }),
  harness: colour => ({
    svg:
      line(
        'M-230,-140 Q-200,-420 0,-420 Q200,-420 230,-140 M-230,-140 Q0,-20 230,-140 M0,-420 V-80',
        tint(colour, -0.2),
        54,
      ) +
      line('M-230,-144 Q-200,-424 0,-424 Q200,-424 230,-144 M-230,-144 Q0,-24 230,-144 M0,-424 V-84', colour, 34) +
      disc(0, -260, 50, 50, BRASS),
    reach: 270,
  }),
  bed: colour => ({
    svg:
      disc(0, -110, 330, 120, colour) +
      disc(0, -140, 230, 70, tint(colour, 0.35), 'fall') +
      solid('M-330,-110 Q-330,10 0,14 Q330,10 330,-110 Q300,-40 0,-36 Q-300,-40 -330,-110Z', tint(colour, -0.08)),
    reach: 370,
    label: { x: 0, y: -250, size: 260 },
  }),
  rollmat: colour => ({
    svg:
      slab(-280, -210, 520, 210, 104, colour, 'fall') +
      disc(240, -105, 66, 104, '#efe0c8') +
      ring(240, -105, 36, 60, '#cdb48f', 10) +
      [-160, 60].map(x => slab(x, -214, 36, 218, 6, '#7d5637', 'fall')).join(''),
    reach: 330,
  }),
  knot: colour => ({
    svg:
      line('M-260,-90 Q0,-190 260,-90', tint(colour, -0.2), 70) +
      line('M-260,-98 Q0,-198 260,-98', '#f3e6cc', 38) +
      [-210, 200]
        .map(
          x => disc(x, -110, 84, 80, colour) + line(`M${x - 60},-130 Q${x},-70 ${x + 60},-130`, tint(colour, 0.4), 12),
        )
        .join('') +
      [-330, -310, -290, 290, 310, 330].map(x => line(`M${x * 0.9},-90 L${x},-10`, '#f3e6cc', 12)).join(''),
    reach: 340,
  }),
  ball: colour => ({
    svg:
      disc(0, -190, 190, 190, colour) +
      line('M-170,-250 Q0,-150 176,-240 M-176,-150 Q0,-60 170,-130', tint(colour, 0.35), 12),
    reach: 210,
  }),
  balls: colour => ({
    svg: [
      [-220, -90, '#c6493f'],
      [-90, -50, colour],
      [50, -60, '#3f6f8f'],
      [190, -80, '#9db29a'],
      [-30, -180, '#d98a95'],
      [110, -190, '#7a4a66'],
    ]
      .map(([x, y, shade]) => disc(Number(x), Number(y), 80, 80, String(shade)))
      .join(''),
    reach: 320,
  }),
  cave: colour => ({
    svg:
      solid('M-270,-180 Q-270,-440 0,-446 Q270,-440 270,-180 Q270,0 0,8 Q-270,0 -270,-180Z', colour, 'ball') +
      disc(0, -170, 140, 130, tint(colour, -0.6), 'fall') +
      ring(0, -170, 142, 132, tint(colour, 0.15), 16),
    reach: 310,
    label: { x: 0, y: -160, size: 190 },
  }),
  post: colour => ({
    svg:
      slab(-210, -46, 420, 50, 14, '#9c7443') +
      tube(0, -40, -520, 84, 84, '#8a6a4a', '#e2c08d') +
      [0, 1, 2, 3, 4, 5, 6].map(index => line(`M${-70 + index * 22},-60 V-480`, '#6d5036', 4)).join('') +
      ring(0, -520, 50, 10, colour, 4),
    reach: 250,
  }),
  wand: colour => ({
    svg:
      line('M-260,-20 L90,-420', WOOD, 18) +
      line('M90,-420 Q220,-480 230,-300 Q236,-240 200,-200', '#8a643b', 6) +
      [-30, 0, 30]
        .map((lean, index) => turned(lean, 200, -200, disc(200, -140, 26, 72, [colour, '#3f6f8f', '#dcae3c'][index]!)))
        .join(''),
    reach: 290,
  }),
  hammock: colour => ({
    svg:
      line('M-280,-440 L-250,-170 M280,-440 L250,-170', '#8d9298', 10) +
      disc(-280, -450, 44, 44, '#b8c4cb') +
      disc(280, -450, 44, 44, '#b8c4cb') +
      solid('M-280,-190 Q0,60 280,-190 Q280,-120 240,-70 Q0,90 -240,-70 Q-280,-120 -280,-190Z', colour),
    reach: 290,
    label: { x: 0, y: -170, size: 230 },
  }),
};
