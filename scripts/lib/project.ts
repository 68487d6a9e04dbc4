import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The repository root: all scripts run here, independent of the caller's working directory. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** For `node --import`: the process ends when its parent is killed. Needs an `ipc` channel. */
export const followParent = pathToFileURL(path.join(projectRoot, 'scripts', 'lib', 'follow-parent.mjs')).href
