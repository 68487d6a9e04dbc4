/** `npm start`: runs the registry in production mode and prints its address. Settings: README, "Running". */
import { runUntilStopped } from './lib/bring-up'
import { runMain } from './lib/say'
import { announce } from './lib/sign-ins'

await runMain(() => runUntilStopped('production', announce))
