import { createReadStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { DriverContract } from 'flydrive/types'
import { type Env, env } from '@/lib/server/env'
import { TIME_OF } from '@/lib/server/outside/services'
import { abortable, inBucket, type Moved, PATIENCE, patiently } from './bucket'
import { giveTreeToFolderOwner } from './folder-owner'

/**
 * Storage of photos and other files: a folder of DATA_DIR or a bucket, by STORAGE_DRIVER. Keys are the same in both, so
 * that copying the folder into the bucket migrates an installation. An object is written before the row that refers to
 * it and removed after it: an object without a row is harmless, a row without an object is not.
 */
export type Storage = {
  put(key: string, bytes: Buffer, contentType: string): Promise<void>
  /** Moves a finished file from the local disk into storage, without loading it into memory. */
  take(key: string, file: string, contentType: string): Promise<void>
  /** @throws Error when the object is missing, which is a bug: a row refers to it */
  get(key: string): Promise<Buffer>
  /** A missing object is an error of the stream. */
  stream(key: string): Promise<Readable>
  /** Removing a missing object is not an error. */
  remove(key: string): Promise<void>
}

export type StorageSettings = Pick<
  Env,
  | 'STORAGE_DRIVER'
  | 'DATA_DIR'
  | 'S3_BUCKET'
  | 'S3_REGION'
  | 'S3_ENDPOINT'
  | 'S3_ACCESS_KEY_ID'
  | 'S3_SECRET_ACCESS_KEY'
>

const FOLDER = 'photos'
/** Of photos and tables, which are read as a whole; their size is not known before. */
const LARGEST_READ_WHOLE = 20_000_000
/** Chunk size of streams. V8 collects buffers by number, not by size: chunks of 64 KB would leave 50 MB of garbage. */
const CHUNK_BYTES = 16_384

async function s3Driver(settings: StorageSettings): Promise<DriverContract> {
  // The S3 client is large: loaded only when used.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { S3Client } = await import('@aws-sdk/client-s3')
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings
  if (!S3_BUCKET) throw new Error('STORAGE_DRIVER=s3 需要 S3_BUCKET')
  const client = new S3Client({
    region: S3_REGION,
    ...PATIENCE,
    // S3-compatible servers take the bucket in the path, and few support the newer checksums.
    ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without keys the machine's role is used.
    ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
      ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
      : {}),
  })
  return new S3Driver({
    bucket: S3_BUCKET,
    client: abortable(client),
    visibility: 'private',
    supportsACL: false,
  })
}

/** @param patienceMs for each call of a bucket, besides what its bytes need */
export async function openStorage(
  settings: StorageSettings,
  patienceMs: number = TIME_OF.storage,
): Promise<Storage> {
  const location = path.resolve(settings.DATA_DIR, FOLDER)
  const inFolder = settings.STORAGE_DRIVER === 'fs'
  const disk = new Disk(
    inFolder ? new FSDriver({ location, visibility: 'private' }) : await s3Driver(settings),
  )
  // A folder has no time limit: what hangs there hangs in the kernel, and no signal reaches it.
  const within = <T>(moved: Moved, work: () => Promise<T>): Promise<T> =>
    inFolder ? work() : inBucket(moved, work, patienceMs)
  return {
    async put(key, bytes, contentType) {
      await within({ sent: bytes.length }, () => disk.put(key, bytes, { contentType }))
      if (inFolder) await giveTreeToFolderOwner(location, path.join(location, key))
    },
    async take(key, file, contentType) {
      const target = path.join(location, key)
      if (!inFolder || !(await moved(file, target))) {
        const { size } = await stat(file)
        await within({ sent: size }, () => disk.moveFromFs(file, key, { contentType }))
      }
      if (inFolder) await giveTreeToFolderOwner(location, target)
    },
    get: (key) =>
      within({ fetched: LARGEST_READ_WHOLE }, async () =>
        inFolder
          ? Buffer.from(await disk.getBytes(key))
          : buffer(patiently(await disk.getStream(key), patienceMs)),
      ),
    stream: async (key) =>
      inFolder
        ? createReadStream(path.join(location, key), { highWaterMark: CHUNK_BYTES })
        : Readable.from(patiently(await within({}, () => disk.getStream(key)), patienceMs), {
            objectMode: false,
          }),
    remove: (key) => within({}, () => disk.delete(key)),
  }
}

/** Renames, whatever the file's size. @returns false when the target is on another disk */
async function moved(from: string, to: string): Promise<boolean> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false
    throw error
  }
}

let opened: Promise<Storage> | undefined

/** The storage of this process. */
export function storage(): Promise<Storage> {
  opened ??= openStorage(env())
  return opened
}
