import { createServer } from 'node:net';
import type { Plan, PortName } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';

/** Asks for every port before anything starts, so that the answer is one sentence and nothing is half up. */
export async function refuseTakenPorts({ ports, embedded, standIns }: Plan): Promise<void> {
  const needed: PortName[] = ['storefront', 'service', 'metrics', 'jobs'];
  if (embedded) needed.push('database');
  if (standIns.stripe || standIns.easypost || standIns.voyage) needed.push('standIns');
  if (standIns.mail) needed.push('smtp', 'inbox');
  if (standIns.storage) needed.push('storage');
  for (const name of needed) if (!(await isFree(ports[name]))) throw taken(name, ports);
}

function taken(name: PortName, ports: Plan['ports']): LaunchRefusal {
  const whose =
    name === 'storefront' ? '' : `, meant for the ${labels[name]} (PORT + ${ports[name] - ports.storefront}),`;
  return new LaunchRefusal(
    `Port ${ports[name]}${whose} is in use by another program: stop that one, or choose another with PORT, ` +
      `for example PORT=${ports.storefront + 1000} npm start.`,
  );
}

const labels: Record<PortName, string> = {
  storefront: 'storefront',
  service: 'service',
  metrics: "service's metrics",
  jobs: "jobs' metrics",
  standIns: 'stand-ins',
  smtp: 'mail server',
  inbox: 'mail inbox',
  storage: 'file storage',
  database: 'embedded database',
};

async function isFree(port: number): Promise<boolean> {
  // The storefront listens on every address, and a port can be free on one of them and taken on another.
  for (const host of ['127.0.0.1', '::']) if (!(await canListen(port, host))) return false;
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
