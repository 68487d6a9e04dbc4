type Place = { latitude: number | null; longitude: number | null }

/** More than the extent of a large site, port or airport; the photos of one machine are taken at one place. */
export const SAME_SITE_KM = 20
const EARTH_KM = 6371

/**
 * The greatest distance in km between the coordinates of photos; null when fewer than two have any.
 * Great-circle distance; a few metres do not matter here.
 */
export function farthestApart(photos: readonly Place[]): number | null {
  const places = photos.flatMap(({ latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ latitude, longitude }],
  )
  if (places.length < 2) return null
  return Math.max(...places.flatMap((one, at) => places.slice(at + 1).map((other) => distanceKm(one, other))))
}

function distanceKm(
  one: { latitude: number; longitude: number },
  other: { latitude: number; longitude: number },
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const north = radians(other.latitude - one.latitude)
  const east = radians(other.longitude - one.longitude)
  const arc =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(arc)))
}
