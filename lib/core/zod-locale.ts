import { config } from 'zod'
import { zodWords } from './zod-words.ts'

/** Chinese messages for owners, officers and other programs wherever a schema defines none of its own. */
config({ localeError: zodWords })
