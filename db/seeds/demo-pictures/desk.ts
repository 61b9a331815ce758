import { disc, line, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const PAPER = '#fbf6ea';

/** Paper, and what writes on it. */
export const DESK: Record<string, (colour: string) => Shape> = {
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
  cup: colour => ({ svg: DESK.pencils!(colour).svg, reach: 190 }),
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
