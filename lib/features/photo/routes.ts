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
  staffPhoto: defineRoute(staffPhotoEndpoint, ({ actor, params }) => readPhoto(actor, params.id, 'full')),
  staffThumbnail: defineRoute(staffThumbnailEndpoint, ({ actor, params }) =>
    readPhoto(actor, params.id, 'thumbnail'),
  ),
  ownerPhoto: defineRoute(ownerPhotoEndpoint, ({ actor, params }) => readPhoto(actor, params.id, 'full')),
  ownerThumbnail: defineRoute(ownerThumbnailEndpoint, ({ actor, params }) =>
    readPhoto(actor, params.id, 'thumbnail'),
  ),
  uploadPhoto: defineRoute(uploadPhotoEndpoint, ({ actor, file }) => addPhoto(actor, file.bytes)),
}
