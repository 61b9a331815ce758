// The process of the clients, so that what they cost is not measured with the service. Takes a task at a time from its parent.
import { cases, type Stage } from './cases.ts';
import { createBrowser } from './http.ts';
import { closedLoop, type Measured } from './measure.ts';
import { type Rush, type RushResult, rush } from './rush.ts';

export interface LoadTask {
  kind: 'load';
  name: string;
  clients: number;
  seconds: number;
  stage: Stage;
}
export interface RushTask extends Rush {
  kind: 'rush';
  stage: Stage;
}
export type Task = LoadTask | RushTask;
export type Done = { measured: Measured } | { rush: RushResult } | { failure: string };

process.on('message', async (task: Task) => {
  const done: Done = await work(task).catch((error: Error) => ({ failure: error.stack ?? error.message }));
  process.send!(done);
});

async function work(task: Task): Promise<Done> {
  if (task.kind === 'rush') return { rush: await rush(task, task.stage) };
  const { prepare, run, isFloor } = cases[task.name]!;
  const { stage } = task;
  const browsers = Array.from({ length: task.clients }, () =>
    createBrowser(isFloor ? stage.floorUrl : stage.serviceUrl),
  );
  try {
    for (const browser of browsers) await prepare?.(browser, stage);
    return { measured: await closedLoop(browsers, task.seconds, browser => run(browser, stage)) };
  } finally {
    for (const browser of browsers) browser.close();
  }
}
