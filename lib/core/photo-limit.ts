/** Largest photo that can be uploaded (contract: POST /photos). */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024
