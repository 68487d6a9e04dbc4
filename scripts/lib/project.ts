import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The repository root: every script runs from here, whatever the caller's working directory is. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** For `node --import`: the process ends when the one that began it is killed. It needs an `ipc` channel. */
export const followParent = pathToFileURL(path.join(projectRoot, 'scripts', 'lib', 'follow-parent.mjs')).href
