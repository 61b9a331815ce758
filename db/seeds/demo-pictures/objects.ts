import { disc, line, moved, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const WOOD = '#c79a63';
const STEEL = '#c9ccd0';
const PAPER = '#fbf6ea';
const LEAF = '#5d8a4e';

const stems = (x: number, top: number) =>
  [-26, -9, 10, 28]
    .map(lean =>
      turned(lean, x, top, line(`M${x},${top} V${top - 190}`, LEAF, 7) + disc(x, top - 200, 22, 40, tint(LEAF, 0.2))),
    )
    .join('');

/** Clay for plants and branches, garden things, play things, paper things. */
export const OBJECTS: Record<string, (colour: string) => Shape> = {
  vase: colour => ({
    svg:
      solid(
        'M-80,-420 Q-60,-350 -150,-280 Q-240,-180 -140,-10 Q0,18 140,-10 Q240,-180 150,-280 Q60,-350 80,-420Z',
        colour,
      ) + disc(0, -420, 80, 18, tint(colour, -0.35), 'fall'),
    reach: 230,
  }),
  bottlevase: colour => ({
    svg: [-110, 110]
      .map((x, index) =>
        moved(
          x,
          0,
          solid(
            'M-34,-520 Q-26,-380 -80,-290 Q-110,-200 -86,-8 Q0,12 86,-8 Q110,-200 80,-290 Q26,-380 34,-520Z',
            index ? tint(colour, 0.3) : colour,
          ) + disc(0, -520, 34, 9, tint(colour, -0.4), 'fall'),
          index ? 0.76 : 1,
        ),
      )
      .join(''),
    reach: 240,
  }),
  moon: colour => ({
    svg:
      disc(0, -230, 240, 236, colour) +
      slab(-84, -484, 168, 40, 12, tint(colour, -0.05), 'cyl') +
      disc(0, -482, 80, 15, tint(colour, -0.3), 'fall') +
      line('M-238,-226 Q0,-196 238,-226', tint(colour, -0.1), 4),
    reach: 210,
  }),
  buds: colour => ({
    svg: [
      [-170, 0.8, 0],
      [170, 0.72, -0.2],
      [0, 0.95, 0.25],
    ]
      .map(([x, size, share]) =>
        moved(x!, x === 0 ? 30 : 0, OBJECTS.vase!(share! === 0 ? colour : tint(colour, share!)).svg, size! * 0.66),
      )
      .join(''),
    reach: 290,
  }),
  pocket: colour => ({
    svg:
      stems(0, -330) +
      solid('M-180,-360 Q-200,-60 0,0 Q200,-60 180,-360Z', colour) +
      disc(0, -360, 180, 30, tint(colour, -0.35), 'fall'),
    reach: 180,
  }),
  pot: colour => ({
    svg:
      tube(0, -4, -34, 200, 190, tint(colour, -0.12)) +
      solid('M-200,-270 L-150,-20 Q0,12 150,-20 L200,-270Z', colour) +
      tube(0, -262, -330, 214, 220, tint(colour, 0.06), '#5a4334'),
    reach: 250,
    label: { x: 0, y: -468, size: 330 },
  }),
  tallpot: colour => ({
    svg:
      solid('M-150,-380 L-110,-10 Q0,14 110,-10 L150,-380Z', colour) +
      tube(0, -370, -430, 160, 166, tint(colour, 0.06), '#5a4334'),
    reach: 190,
    label: { x: 0, y: -506, size: 220 },
  }),
  lowpot: colour => ({
    svg:
      solid('M-280,-150 L-220,-12 Q0,16 220,-12 L280,-150Z', colour) +
      tube(0, -146, -190, 290, 296, tint(colour, 0.08), '#c9b48f'),
    reach: 320,
    label: { x: 0, y: -330, size: 330 },
  }),
  footpot: colour => ({
    svg:
      [-110, 0, 110].map(x => slab(x - 20, -70, 40, 72, 14, tint(colour, -0.15), 'cyl')).join('') +
      solid('M-200,-320 Q-210,-90 -120,-60 H120 Q210,-90 200,-320Z', colour) +
      disc(0, -320, 200, 42, '#5a4334', 'fall') +
      ring(0, -320, 200, 42, tint(colour, 0.25), 14),
    reach: 220,
    label: { x: 0, y: -470, size: 320 },
  }),
  trough: colour => ({
    svg:
      slab(-310, -190, 620, 190, 24, colour) +
      disc(0, -188, 300, 28, '#5a4334', 'fall') +
      [-210, 0, 210].map(x => stems(x, -186)).join('') +
      slab(-316, -200, 632, 44, 14, tint(colour, 0.1)),
    reach: 370,
  }),
  can: colour => ({
    svg:
      line('M120,-330 Q300,-320 260,-110 Q240,-60 170,-70', tint(colour, -0.2), 22) +
      line('M-140,-90 Q-220,-140 -300,-330', tint(colour, -0.1), 34) +
      disc(-310, -350, 60, 30, '#cda349') +
      solid('M-140,-300 L-160,-10 Q0,16 160,-10 L140,-300Z', colour) +
      disc(0, -300, 140, 28, tint(colour, -0.3), 'fall') +
      line('M-100,-306 Q0,-430 100,-306', tint(colour, -0.2), 20),
    reach: 290,
  }),
  trowel: colour => ({
    svg: turned(
      34,
      0,
      -220,
      slab(-28, -540, 56, 210, 26, colour, 'cyl') +
        slab(-12, -340, 24, 110, 4, STEEL, 'cyl') +
        solid('M-74,-250 H74 Q84,-80 0,40 Q-84,-80 -74,-250Z', STEEL) +
        line('M0,-230 V0', '#9aa0a6', 6),
    ),
    reach: 210,
  }),
  fork: colour => ({
    svg: turned(
      34,
      0,
      -220,
      slab(-28, -540, 56, 210, 26, colour, 'cyl') +
        slab(-12, -340, 24, 100, 4, STEEL, 'cyl') +
        line('M-70,20 V-190 Q-70,-240 0,-244 Q70,-240 70,-190 V20 M0,-244 V30', STEEL, 24),
    ),
    reach: 210,
  }),
  dibber: colour => ({
    svg: turned(
      28,
      0,
      -220,
      slab(-100, -520, 200, 60, 28, colour) +
        slab(-32, -480, 64, 330, 18, colour, 'cyl') +
        solid('M-32,-160 H32 L0,20Z', STEEL) +
        line('M-30,-260 H30 M-30,-220 H30 M-30,-300 H30', tint(colour, -0.35), 5),
    ),
    reach: 190,
  }),
  twine: colour => ({
    svg:
      tube(0, -8, -150, 150, 150, STEEL) +
      tube(0, -140, -330, 120, 120, colour) +
      [0, 1, 2, 3, 4, 5]
        .map(index =>
          line(`M-118,${-160 - index * 30} Q0,${-120 - index * 30} 118,${-176 - index * 30}`, tint(colour, -0.18), 6),
        )
        .join('') +
      line('M60,-340 Q200,-420 220,-260 Q230,-120 300,-30', colour, 9),
    reach: 230,
  }),
  labels: colour => ({
    svg: [-22, -7, 8, 23]
      .map((lean, index) =>
        turned(
          lean,
          0,
          40,
          slab(-44, -470 + index * 10, 88, 150, 10, tint(colour, index * 0.06)) +
            slab(-7, -330, 14, 330, 4, tint(colour, -0.2), 'cyl'),
        ),
      )
      .join(''),
    reach: 200,
  }),
  basket: colour => ({
    svg:
      line('M-220,-200 Q-210,-520 0,-526 Q210,-520 220,-200', tint(colour, -0.25), 26) +
      solid('M-280,-220 Q-250,-20 -190,0 H190 Q250,-20 280,-220Z', colour) +
      [0, 1, 2, 3]
        .map(index => line(`M${-268 + index * 16},${-176 + index * 46} H${268 - index * 16}`, tint(colour, -0.25), 8))
        .join('') +
      disc(0, -220, 280, 46, tint(colour, -0.45), 'fall') +
      ring(0, -220, 280, 46, tint(colour, 0.1), 16),
    reach: 310,
    label: { x: 0, y: -276, size: 230 },
  }),
  blocks: colour => ({
    svg:
      [
        [-150, 0, colour],
        [10, 0, '#3f6f8f'],
        [170, 0, WOOD],
        [-70, -150, '#c6493f'],
        [90, -150, '#9db29a'],
        [10, -300, '#e2c08d'],
      ]
        .map(
          ([x, y, shade]) =>
            slab(Number(x) - 74, Number(y) - 148, 148, 148, 12, String(shade)) +
            slab(Number(x) - 74, Number(y) - 148, 148, 22, 10, tint(String(shade), 0.3)),
        )
        .join('') + solid('M-64,-450 L10,-560 L84,-450Z', colour, 'flat'),
    reach: 290,
  }),
  rings: () => ({
    svg:
      slab(-220, -40, 440, 44, 22, WOOD) +
      ['#c6493f', '#d19a3e', '#dcae3c', '#9db29a', '#3f6f8f', '#7a4a66']
        .map((shade, index) => slab(-190 + index * 24, -110 - index * 68, 380 - index * 48, 66, 33, shade, 'cyl'))
        .join('') +
      disc(0, -500, 52, 56, WOOD),
    reach: 250,
  }),
  wood: colour => ({
    svg:
      disc(0, -30, 310, 70, '#9c7443', 'flat') +
      disc(0, -52, 310, 70, '#e2c08d', 'flat') +
      ring(0, -52, 230, 50, '#cfa971', 5) +
      ring(0, -52, 140, 30, '#cfa971', 4) +
      disc(-220, -56, 22, 8, colour, 'flat'),
    reach: 340,
    label: { x: 0, y: -250, size: 420 },
  }),
  tops: colour => ({
    svg: [
      [-170, 0, colour, -14],
      [30, 40, WOOD, 9],
      [200, 0, '#7d5637', -6],
    ]
      .map(([x, y, shade, lean]) =>
        turned(
          Number(lean),
          Number(x),
          0,
          moved(
            Number(x),
            Number(y),
            solid('M-100,-130 Q0,-180 100,-130 Q60,-30 0,0 Q-60,-30 -100,-130Z', String(shade)) +
              line('M-84,-120 Q0,-90 84,-120', tint(String(shade), 0.4), 10) +
              slab(-11, -250, 22, 100, 8, tint(String(shade), -0.2), 'cyl'),
          ),
        ),
      )
      .join(''),
    reach: 310,
  }),
  domino: colour => ({
    svg: [
      [-170, -16],
      [10, 6],
      [190, 22],
    ]
      .map(([x, lean]) =>
        turned(
          lean!,
          x!,
          0,
          slab(x! - 84, -340, 168, 340, 18, colour) +
            line(`M${x! - 66},-170 H${x! + 66}`, tint(colour, -0.45), 6) +
            [
              [-34, -280],
              [34, -220],
              [0, -250],
              [-34, -110],
              [34, -60],
            ]
              .map(([dx, y]) => disc(x! + dx!, y!, 15, 15, '#4a3428', 'fall'))
              .join(''),
        ),
      )
      .join(''),
    reach: 300,
  }),
  swing: colour => ({
    svg: line('M-200,-120 L-120,-600 M200,-120 L120,-600', colour, 16) + slab(-270, -140, 540, 66, 16, WOOD),
    reach: 250,
    label: { x: 0, y: -330, size: 230 },
  }),
  notebook: colour => ({
    svg: turned(
      -7,
      0,
      -200,
      slab(-164, -470, 350, 474, 16, PAPER) +
        slab(-180, -480, 350, 474, 18, colour) +
        slab(-180, -480, 54, 474, 14, tint(colour, -0.2)) +
        slab(116, -480, 16, 474, 0, tint(colour, -0.32)) +
        slab(-92, -400, 170, 190, 12, PAPER) +
        line('M-30,-10 V40', '#c6493f', 12),
    ),
    reach: 240,
    label: { x: -28, y: -302, size: 124 },
  }),
  planner: colour => ({
    svg:
      slab(-210, -70, 430, 74, 12, PAPER) +
      slab(-220, -84, 440, 24, 8, tint(colour, -0.1)) +
      slab(-220, -14, 440, 22, 8, tint(colour, -0.2)) +
      turned(
        -5,
        0,
        -300,
        slab(-160, -520, 330, 430, 14, PAPER) +
          slab(-170, -528, 330, 432, 16, colour) +
          slab(-170, -528, 44, 432, 12, tint(colour, -0.2)) +
          line('M-100,-500 H140 V-120 H-100Z', '#e8c877', 4),
      ),
    reach: 260,
    label: { x: 18, y: -310, size: 150 },
  }),
  sketch: colour => ({
    svg: turned(
      -7,
      0,
      -200,
      slab(-170, -480, 350, 474, 6, PAPER) +
        slab(-184, -488, 350, 474, 6, tint(colour, 0.35)) +
        slab(-184, -488, 350, 60, 6, tint(colour, -0.1)),
    ),
    reach: 240,
    label: { x: -20, y: -230, size: 180 },
  }),
  pad: colour => ({
    svg:
      solid('M-300,-30 L-220,-290 L250,-290 L310,-30Z', PAPER, 'flat') +
      solid('M-232,-262 L-220,-300 L250,-300 L258,-262Z', '#3f6650', 'flat') +
      [0, 1, 2, 3]
        .map(row => line(`M${-240 + row * -12},${-220 + row * 46} H${240 + row * 12}`, tint(colour, -0.1), 4))
        .join('') +
      solid('M-300,-30 H310 L306,-4 H-298Z', tint(colour, -0.15), 'flat'),
    reach: 350,
  }),
  pack: colour => ({
    svg: [
      ['#9c3f5a', 12],
      ['#3f6650', 2],
      [colour, -9],
    ]
      .map(([shade, lean]) =>
        turned(Number(lean), 0, 0, slab(-150, -430, 300, 430, 12, String(shade)) + slab(-90, -350, 180, 80, 6, PAPER)),
      )
      .join(''),
    reach: 260,
  }),
  card: colour => ({
    svg:
      turned(
        9,
        0,
        -150,
        slab(-210, -330, 440, 310, 10, tint(colour, -0.12)) +
          line('M-206,-326 L10,-150 L226,-326', tint(colour, -0.3), 5),
      ) +
      turned(
        -8,
        0,
        -200,
        slab(-160, -480, 330, 440, 8, PAPER) + line('M-134,-456 H144 V-66 H-134Z', tint(colour, 0.3), 4),
      ),
    reach: 270,
    label: { x: -10, y: -262, size: 200 },
  }),
  roll: colour => ({
    svg: [-22, 0, 20]
      .map((lean, index) =>
        turned(
          lean,
          0,
          20,
          slab(-46 + index * 10, -500 + index * 26, 92, 500, 14, tint(colour, index * 0.22 - 0.1), 'cyl') +
            [0, 1, 2, 3, 4, 5]
              .map(row => disc(index * 10, -440 + row * 74, 16, 16, index === 1 ? '#c6493f' : PAPER, 'flat'))
              .join(''),
        ),
      )
      .join(''),
    reach: 250,
  }),
  ribbon: colour => ({
    svg:
      disc(0, -170, 190, 180, colour) +
      ring(0, -170, 130, 122, tint(colour, -0.18), 6) +
      disc(0, -170, 80, 76, '#b98a57', 'fall') +
      line('M150,-60 Q240,20 330,-40 Q360,-70 320,-90', colour, 30),
    reach: 250,
  }),
  pencils: colour => ({
    svg:
      [-26, -15, -5, 5, 15, 26]
        .map((lean, index) => {
          const shade = [colour, '#3f6f8f', '#3f6650', '#c6493f', '#7a4a66', '#dcae3c'][index]!;
          return turned(
            lean,
            0,
            60,
            slab(-17, -430, 34, 400, 4, shade, 'cyl') +
              solid('M-17,-430 L0,-500 L17,-430Z', '#e2c08d') +
              solid('M-6,-475 L0,-500 L6,-475Z', tint(shade, -0.3)),
          );
        })
        .join('') +
      tube(0, -4, -200, 130, 130, tint(colour, 0.35), '#5a4334') +
      [-26, -15, -5, 5, 15, 26].map(() => '').join(''),
    reach: 190,
  }),
  cup: colour => ({ svg: OBJECTS.pencils!(colour).svg, reach: 190 }),
  pen: colour => ({
    svg: turned(
      42,
      0,
      -210,
      slab(-26, -520, 52, 250, 24, colour, 'cyl') +
        slab(-27, -290, 54, 26, 4, '#cda349', 'cyl') +
        slab(-24, -266, 48, 200, 6, tint(colour, 0.1), 'cyl') +
        solid('M-22,-68 H22 L0,30Z', '#cda349') +
        slab(22, -500, 12, 190, 6, '#cda349', 'cyl'),
    ),
    reach: 220,
  }),
  tray: colour => ({
    svg:
      solid('M-340,-40 L-280,-200 L280,-200 L340,-40Z', colour, 'flat') +
      slab(-340, -44, 680, 46, 14, tint(colour, -0.2)) +
      [
        [-200, 100],
        [20, 90],
        [210, 60],
      ]
        .map(([x, rx]) => disc(x!, -122, rx!, 46, tint(colour, -0.3), 'fall'))
        .join('') +
      turned(64, -190, -130, slab(-204, -230, 20, 200, 8, '#3d4878', 'cyl')),
    reach: 380,
  }),
  tape: colour => ({
    svg: [
      [-110, 0, colour],
      [120, 10, tint(colour, 0.35)],
    ]
      .map(
        ([x, y, shade]) =>
          disc(Number(x), Number(y) - 130, 150, 136, String(shade)) +
          disc(Number(x), Number(y) - 130, 84, 76, '#e9dcc6', 'fall'),
      )
      .join(''),
    reach: 310,
  }),
};
