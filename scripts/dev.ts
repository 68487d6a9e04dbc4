/** `npm run dev`: like `npm start`, but with the development server, which compiles pages on request. */
import { runUntilStopped } from './lib/bring-up'
import { runMain } from './lib/say'
import { announce } from './lib/sign-ins'

await runMain(() => runUntilStopped('development', announce))
