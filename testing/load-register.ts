import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { env } from '@/lib/server/env'
import { adminUrl } from './as-admin'

/** As in lib/features/history, which must not be imported here. */
type Remark = { line: number; column: string; value: string; message: string }
type Load<Options, Summary> = (file: string, watcher: Watcher, options?: Options) => Promise<Summary>
type Watcher = {
  refused(remarks: readonly Remark[]): Promise<void>
  warned(remarks: readonly Remark[]): Promise<void>
  progress(): void
  step(): void
  unknownColumns(): void
}

/**
 * Loads a file of older registrations and collects the report that the command would write. As the command, not as the
 * server's role: a load of a database that nobody uses drops indexes.
 */
export async function loadRegister<Options, Summary>(
  load: Load<Options, Summary>,
  file: string,
  options?: Options,
): Promise<{ summary: Summary; refused: Remark[]; warned: Remark[] }> {
  const refused: Remark[] = []
  const warned: Remark[] = []
  const watcher = {
    refused: async (remarks: readonly Remark[]) => void refused.push(...remarks),
    warned: async (remarks: readonly Remark[]) => void warned.push(...remarks),
    progress: () => undefined,
    step: () => undefined,
    unknownColumns: () => undefined,
  }
  const serverUrl = env().DATABASE_URL
  env().DATABASE_URL = adminUrl()
  try {
    return { summary: await load(file, watcher, options), refused, warned }
  } finally {
    env().DATABASE_URL = serverUrl
  }
}

/** @returns path of a file with this text */
export function registerFile(name: string, text: string): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'nrmm-register-')), name)
  writeFileSync(file, text)
  return file
}

/** A file of testing/cases. */
export const caseFile = (name: string) => path.join(import.meta.dirname, 'cases', name)
