import { defineRoute } from '@/lib/server/http/define-route'
import { addPhoto } from './commands/add-photo'
import { readPhoto } from './queries/photos'
import {
  ownerPhotoEndpoint,
  ownerThumbnailEndpoint,
  staffPhotoEndpoint,
  staffThumbnailEndpoint,
  uploadPhotoEndpoint,
} from './schema'

export const photoRoutes = {
  staffPhoto: defineRoute(staffPhotoEndpoint, ({ actor, params, cachedTag }) =>
    readPhoto(actor, params.id, 'full', cachedTag),
  ),
  staffThumbnail: defineRoute(staffThumbnailEndpoint, ({ actor, params, cachedTag }) =>
    readPhoto(actor, params.id, 'thumbnail', cachedTag),
  ),
  ownerPhoto: defineRoute(ownerPhotoEndpoint, ({ actor, params, cachedTag }) =>
    readPhoto(actor, params.id, 'full', cachedTag),
  ),
  ownerThumbnail: defineRoute(ownerThumbnailEndpoint, ({ actor, params, cachedTag }) =>
    readPhoto(actor, params.id, 'thumbnail', cachedTag),
  ),
  uploadPhoto: defineRoute(uploadPhotoEndpoint, ({ actor, file }) => addPhoto(actor, file.bytes)),
}
