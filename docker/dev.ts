import { main } from './start/main.ts';

await main({ reload: true });
process.exit();
