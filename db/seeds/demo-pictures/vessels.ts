import { disc, line, moved, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const PAPER = '#fbf6ea';
const WOOD = '#b98a57';
const STEEL = '#c9ccd0';

/** Things that hold something: bags, tins, jars, bottles, boxes. */
export const VESSELS: Record<string, (colour: string) => Shape> = {
  pouch: colour => ({
    svg:
      solid('M-182,-14 Q-196,-260 -172,-452 L172,-452 Q196,-260 182,-14 Q0,18 -182,-14Z', colour) +
      slab(-172, -530, 344, 86, 8, tint(colour, -0.18), 'cyl') +
      line('M-160,-505 H160 M-160,-485 H160', tint(colour, 0.12), 3) +
      disc(0, -412, 13, 13, tint(colour, -0.3)) +
      slab(-118, -360, 236, 250, 14, PAPER) +
      slab(-78, -154, 156, 9, 4, tint(colour, 0.1)) +
      slab(-50, -136, 100, 7, 3, tint(colour, 0.45)),
    reach: 230,
    label: { x: 0, y: -258, size: 168 },
  }),
  caddy: colour => ({
    svg:
      tube(0, -10, -360, 150, 150, colour) +
      solid('M-150,-300 L-150,-80 A150,30 0 0 0 150,-80 L150,-300 A150,30 0 0 1 -150,-300Z', PAPER) +
      tube(0, -348, -440, 156, 156, tint(colour, -0.15)) +
      disc(0, -440, 100, 20, tint(colour, 0.05), 'flat'),
    reach: 200,
    label: { x: 0, y: -176, size: 156 },
  }),
  jar: colour => ({
    svg:
      solid(
        'M-150,-330 Q-170,-310 -170,-280 L-170,-30 Q-170,0 -140,4 Q0,20 140,4 Q170,0 170,-30 L170,-280 Q170,-310 150,-330Z',
        tint(colour, 0.1),
      ) +
      line('M-146,-270 L-146,-50', '#ffffff88', 10) +
      slab(-112, -250, 224, 196, 12, PAPER) +
      slab(-154, -400, 308, 76, 14, WOOD, 'cyl') +
      line('M-150,-362 H150', '#8a643b', 3),
    reach: 210,
    label: { x: 0, y: -152, size: 150 },
  }),
  bottle: colour => ({
    svg:
      solid(
        'M-44,-470 L-44,-400 Q-120,-360 -120,-290 L-120,-20 Q0,24 120,-20 L120,-290 Q120,-360 44,-400 L44,-470Z',
        colour,
      ) +
      line('M-92,-290 L-92,-60', '#ffffff77', 10) +
      slab(-48, -540, 96, 80, 14, WOOD, 'cyl') +
      slab(-84, -250, 168, 170, 10, PAPER),
    reach: 150,
    label: { x: 0, y: -164, size: 124 },
  }),
  pump: colour => ({
    svg:
      solid('M-110,-340 Q-130,-330 -130,-300 L-130,-20 Q0,20 130,-20 L130,-300 Q130,-330 110,-340Z', '#8a5a2c') +
      slab(-112, -280, 224, 210, 10, tint(colour, 0.55)) +
      slab(-46, -390, 92, 60, 8, '#35332f', 'cyl') +
      slab(-12, -450, 24, 66, 4, '#45423d', 'cyl') +
      solid('M-34,-486 H40 Q96,-486 112,-440 L92,-436 Q80,-458 40,-458 H-34Z', '#35332f', 'flat'),
    reach: 160,
    label: { x: 0, y: -176, size: 140 },
  }),
  tube: colour => ({
    svg:
      solid('M-104,-520 H104 Q96,-260 84,-90 H-84 Q-96,-260 -104,-520Z', tint(colour, 0.2)) +
      slab(-108, -548, 216, 38, 6, tint(colour, -0.1)) +
      tube(0, -6, -92, 74, 80, '#45423d') +
      slab(-62, -400, 124, 170, 10, PAPER),
    reach: 120,
    label: { x: 0, y: -316, size: 108 },
  }),
  creamjar: colour => ({
    svg:
      tube(0, -10, -180, 190, 190, tint(colour, 0.2)) +
      tube(0, -176, -270, 196, 196, WOOD, '#cfa371') +
      slab(-80, -140, 160, 96, 10, PAPER),
    reach: 240,
    label: { x: 0, y: -92, size: 86 },
  }),
  tinlow: colour => ({
    svg:
      tube(0, -10, -104, 220, 220, STEEL) +
      tube(0, -96, -140, 226, 226, tint(colour, 0.15), tint(colour, 0.3)) +
      ring(0, -140, 190, 36, '#ffffff66', 4),
    reach: 280,
    label: { x: 0, y: -150, size: 100 },
  }),
  ink: colour => ({
    svg:
      slab(-150, -230, 300, 236, 30, tint(colour, 0.08)) +
      slab(-130, -210, 40, 190, 14, '#ffffff33') +
      slab(-90, -170, 180, 120, 10, PAPER) +
      slab(-70, -310, 140, 84, 12, '#35332f', 'cyl') +
      disc(0, -110, 40, 34, colour),
    reach: 200,
  }),
  box: colour => ({
    svg:
      solid('M-230,-330 L-190,-376 L190,-376 L230,-330Z', tint(colour, 0.3), 'flat') +
      slab(-230, -330, 460, 330, 10, colour) +
      slab(-230, -330, 460, 96, 8, tint(colour, -0.12)) +
      slab(-130, -216, 260, 190, 12, PAPER),
    reach: 290,
    label: { x: 0, y: -122, size: 156 },
  }),
  case: colour => ({
    svg:
      ring(0, -330, 70, 50, tint(colour, -0.35), 22) +
      slab(-230, -320, 460, 320, 34, colour) +
      slab(-230, -190, 460, 16, 0, tint(colour, -0.25)) +
      slab(-110, -290, 220, 250, 60, PAPER) +
      slab(-24, -200, 48, 34, 6, '#cda349'),
    reach: 290,
    label: { x: 0, y: -112, size: 130 },
  }),
  crate: colour => ({
    svg:
      [-200, -130, -60].map(y => slab(-240, y, 480, 58, 6, colour)).join('') +
      slab(-240, -214, 34, 214, 4, tint(colour, -0.15)) +
      slab(206, -214, 34, 214, 4, tint(colour, -0.15)),
    reach: 290,
  }),
  packet: colour => ({
    svg: turned(
      -5,
      0,
      0,
      slab(-160, -470, 320, 466, 10, tint(colour, 0.05)) +
        slab(-160, -470, 320, 70, 10, tint(colour, -0.18)) +
        line('M-150,-400 H150', '#ffffff88', 3) +
        slab(-126, -372, 252, 270, 126, PAPER) +
        slab(-90, -74, 180, 12, 5, tint(colour, 0.5)) +
        slab(-60, -50, 120, 9, 4, tint(colour, 0.4)),
    ),
    reach: 210,
    label: { x: -20, y: -238, size: 190 },
  }),
  filters: colour => ({
    svg: [0, 1, 2, 3]
      .map(index =>
        moved(
          index * 20 - 30,
          -index * 10,
          solid('M-200,-300 L200,-300 L90,0 L-90,0Z', tint(colour, index * 0.12), 'flat') +
            line('M200,-300 L90,0', tint(colour, -0.2), 4),
        ),
      )
      .join(''),
    reach: 220,
  }),
};
