import { inspectFilings } from '@/lib/features/inspection/commands/inspect'
import { wantOutdated } from '@/lib/features/inspection/commands/want'

/** Inspects every open filing that has no valid checks, as the server's ticks do. */
export async function inspectAll(): Promise<void> {
  await wantOutdated()
  while ((await inspectFilings()) > 0);
}
