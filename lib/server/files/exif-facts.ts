import exifr from 'exifr'

/** When and where a photo says that it was taken. */
export type ExifFacts = { takenAt: Date | null; latitude: number | null; longitude: number | null }

/** Unreadable values are left out: a photo is not refused for its metadata. */
export async function readExif(exif: Buffer | undefined): Promise<ExifFacts> {
  const nothing: ExifFacts = { takenAt: null, latitude: null, longitude: null }
  if (!exif) return nothing
  // exifr needs the TIFF body, without the marker that libvips leaves in front.
  const body = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
  const tags = await exifr.parse(body, { gps: true, reviveValues: false }).catch(() => undefined)
  if (!tags) return nothing
  return {
    takenAt: takenAt(tags.DateTimeOriginal ?? tags.CreateDate, tags.OffsetTimeOriginal),
    ...place(tags),
  }
}

/** `2026:11:20 08:30:00`, local time of the phone; in China's zone when the offset is missing. */
export function takenAt(text: unknown, offset: unknown): Date | null {
  const parts = typeof text === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) : null
  if (!parts) return null
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00'
  const at = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`)
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < 1990 || year > 2200 ? null : at
}

function place(tags: { latitude?: unknown; longitude?: unknown }): Omit<ExifFacts, 'takenAt'> {
  const { latitude, longitude } = tags
  if (typeof latitude !== 'number' || typeof longitude !== 'number')
    return { latitude: null, longitude: null }
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  // Phones without a GPS fix write 0, 0.
  return real && (latitude !== 0 || longitude !== 0)
    ? { latitude, longitude }
    : { latitude: null, longitude: null }
}
