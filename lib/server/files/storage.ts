import { createReadStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { DriverContract } from 'flydrive/types'
import { type Env, env } from '@/lib/server/env'

/**
 * Where photos and other files are kept: a folder of DATA_DIR or a bucket, told by STORAGE_DRIVER. Keys are the same in both, so that
 * copying the folder into the bucket moves an installation. An object is written before the row that names it and
 * removed after it: an object without row is harmless, a row without object is not.
 */
export type Storage = {
  put(key: string, bytes: Buffer, contentType: string): Promise<void>
  /** Takes a finished file over from the local disk, never whole into memory; it is no longer there afterwards. */
  take(key: string, file: string, contentType: string): Promise<void>
  /** @throws Error when the object is absent, which is a fault of ours: a row says that it is there */
  get(key: string): Promise<Buffer>
  /** Piece by piece; an absent object is told by the stream. */
  stream(key: string): Promise<Readable>
  /** Removing what is not there is no error. */
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
/** What has been sent is garbage, and V8 frees it by the number of pieces, not by their size: of 64 KB it would leave 50 MB. */
const PIECE = 16_384

async function s3Driver(settings: StorageSettings): Promise<DriverContract> {
  // The client of S3 is large: loaded only where it is used.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings
  if (!S3_BUCKET) throw new Error('STORAGE_DRIVER=s3 需要 S3_BUCKET')
  return new S3Driver({
    bucket: S3_BUCKET,
    region: S3_REGION,
    visibility: 'private',
    supportsACL: false,
    // Servers other than Amazon's name the bucket in the path, and few know its newer checksums.
    ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without keys the machine's own role is used.
    ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
      ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
      : {}),
  })
}

export async function openStorage(settings: StorageSettings): Promise<Storage> {
  const location = path.resolve(settings.DATA_DIR, FOLDER)
  const inFolder = settings.STORAGE_DRIVER === 'fs'
  const disk = new Disk(
    inFolder ? new FSDriver({ location, visibility: 'private' }) : await s3Driver(settings),
  )
  return {
    put: (key, bytes, contentType) => disk.put(key, bytes, { contentType }),
    async take(key, file, contentType) {
      if (inFolder && (await moved(file, path.join(location, key)))) return
      await disk.moveFromFs(file, key, { contentType })
    },
    get: async (key) => Buffer.from(await disk.getBytes(key)),
    stream: async (key) =>
      inFolder ? createReadStream(path.join(location, key), { highWaterMark: PIECE }) : disk.getStream(key),
    remove: (key) => disk.delete(key),
  }
}

/** A new name costs nothing, whatever the file's size. @returns false where the folder is on another disk */
async function moved(from: string, to: string): Promise<boolean> {
  await mkdir(path.dirname(to), { recursive: true })
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
