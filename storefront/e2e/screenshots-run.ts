// npm run screenshots: the pictures of the README, taken as the journeys are walked.
process.env.SCREENSHOTS = '1';
await import('./run.ts');
