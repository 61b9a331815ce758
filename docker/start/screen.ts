import { clearLine, cursorTo, moveCursor } from 'node:readline';

export interface Screen {
  /** Runs the work under a line that shows its notes while it goes and its time when done. */
  step<Result>(title: string, work: (note: (text: string) => void) => Promise<Result>): Promise<Result>;
  say(text: string): void;
}

interface Line {
  title: string;
  note: string;
  startedAt: number;
}

/** On a terminal the running steps are redrawn in place; elsewhere (a log, CI) each is told at its beginning and end. */
export function createScreen(out: NodeJS.WriteStream): Screen {
  const running = new Set<Line>();
  let drawn = 0;

  function say(text: string): void {
    erase();
    out.write(`${text}\n`);
    draw();
  }

  function draw(): void {
    if (!out.isTTY) return;
    erase();
    for (const { title, note, startedAt } of running) {
      out.write(`  … ${`${title}${note && `: ${note}`}`.slice(0, (out.columns ?? 80) - 14)} ${seconds(startedAt)}\n`);
    }
    drawn = running.size;
  }

  function erase(): void {
    if (drawn === 0) return;
    for (let line = 0; line < drawn; line++) {
      moveCursor(out, 0, -1);
      clearLine(out, 0);
    }
    cursorTo(out, 0);
    drawn = 0;
  }

  return {
    say,
    async step(title, work) {
      const line: Line = { title, note: '', startedAt: performance.now() };
      running.add(line);
      if (!out.isTTY) out.write(`  … ${title}\n`);
      const redraw = setInterval(draw, 250).unref();
      draw();
      let told = performance.now();
      try {
        const result = await work(text => {
          line.note = text;
          if (out.isTTY || performance.now() - told < 5_000) return;
          told = performance.now();
          out.write(`  … ${title}: ${text}\n`);
        });
        running.delete(line);
        say(`  ✓ ${title}${line.note && `: ${line.note}`} ${seconds(line.startedAt)}`);
        return result;
      } catch (error) {
        running.delete(line);
        say(`  ✗ ${title} ${seconds(line.startedAt)}`);
        throw error;
      } finally {
        clearInterval(redraw);
      }
    },
  };
}

function seconds(since: number): string {
  return `(${((performance.now() - since) / 1000).toFixed(1)} s)`;
}
