import { existsSync } from 'node:fs'

/** Debian's browsers: the whole one, and the one without windows, which opens a page for half the processor time. */
const CHROMIUM = '/usr/bin/chromium'
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

/** @returns undefined where there is none: then the one that `playwright install` brings is used */
export const browserForTests = (): string | undefined => [HEADLESS_SHELL, CHROMIUM].find(existsSync)

/** What is measured is measured in the browser that people have, if it is there. */
export const browserForMeasures = (): string | undefined => [CHROMIUM, HEADLESS_SHELL].find(existsSync)
