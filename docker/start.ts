import { main } from './start/main.ts';

await main({ reload: false });
process.exit();
