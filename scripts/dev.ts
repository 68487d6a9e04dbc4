/** `npm run dev`: as `npm start`, with the development server, which compiles pages as they are asked for. */
import { runUntilStopped } from './lib/bring-up'
import { runMain } from './lib/say'
import { announce } from './lib/sign-ins'

await runMain(() => runUntilStopped('development', announce))
