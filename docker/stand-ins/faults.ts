import type { NextFunction, Request, Response, Router } from 'express';
import express from 'express';

/** What goes wrong with the next requests that match: before the work is done, or after it (done, but the answer is lost). */
export interface Fault {
  kind: '500' | '429' | 'hang' | 'reset';
  when: 'before' | 'after';
  /** Only requests whose path contains this; empty: every request. */
  path: string;
  times: number;
}

export interface Faults {
  script(fault: Partial<Fault> & Pick<Fault, 'kind'>): void;
  clear(): void;
  /** Put in front of a stand-in's routes. */
  middleware(request: Request, response: Response, next: NextFunction): void;
  /** The same two verbs over HTTP: POST and DELETE /_control/faults. */
  routes: Router;
}

/** errorBody says 500 and 429 in the words of the vendor. */
export function createFaults(errorBody: (status: number) => unknown): Faults {
  let waiting: Fault[] = [];
  const faults: Faults = {
    script: fault => waiting.push({ when: 'before', path: '', times: 1, ...fault }),
    clear: () => {
      waiting = [];
    },
    middleware(request, response, next) {
      const fault = waiting.find(candidate => request.path.includes(candidate.path));
      if (!fault || request.path.startsWith('/_control')) return next();
      fault.times -= 1;
      waiting = waiting.filter(candidate => candidate.times > 0);
      const strike = () => strikeOn(fault.kind, request, response, errorBody);
      if (fault.when === 'before') return strike();
      replaceAnswer(response, strike);
      next();
    },
    routes: express.Router(),
  };
  faults.routes.use('/_control', express.json());
  faults.routes.post('/_control/faults', (request, response) => {
    faults.script(request.body);
    response.status(204).end();
  });
  faults.routes.delete('/_control/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  return faults;
}

function strikeOn(kind: Fault['kind'], request: Request, response: Response, errorBody: (status: number) => unknown) {
  if (kind === 'hang') return;
  if (kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const status = Number(kind);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(errorBody(status)));
}

/** Lets the route do its work, then swallows what it says. */
function replaceAnswer(response: Response, strike: () => void) {
  const { writeHead, end } = response;
  response.json = response.send = () => {
    Object.assign(response, { writeHead, end });
    strike();
    return response;
  };
}
