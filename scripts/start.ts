/** `npm start`: the registry in production form, from a fresh clone to a printed address. Settings: docs or README, "Running". */
import { runUntilStopped } from './lib/bring-up'
import { runMain } from './lib/say'
import { announce } from './lib/sign-ins'

await runMain(() => runUntilStopped('production', announce))
