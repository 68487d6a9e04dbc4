import { defineRoute } from '@/lib/server/http/define-route'
import { addPhoto } from './commands'
import { readPhoto } from './queries'
import {
  ownerPhotoEndpoint,
  ownerThumbnailEndpoint,
  staffPhotoEndpoint,
  staffThumbnailEndpoint,
  uploadPhotoEndpoint,
} from './schema'

export const photoRoutes = {
  staffPhoto: defineRoute(staffPhotoEndpoint, ({ actor, params, known }) =>
    readPhoto(actor, params.id, 'full', known),
  ),
  staffThumbnail: defineRoute(staffThumbnailEndpoint, ({ actor, params, known }) =>
    readPhoto(actor, params.id, 'thumbnail', known),
  ),
  ownerPhoto: defineRoute(ownerPhotoEndpoint, ({ actor, params, known }) =>
    readPhoto(actor, params.id, 'full', known),
  ),
  ownerThumbnail: defineRoute(ownerThumbnailEndpoint, ({ actor, params, known }) =>
    readPhoto(actor, params.id, 'thumbnail', known),
  ),
  uploadPhoto: defineRoute(uploadPhotoEndpoint, ({ actor, file }) => addPhoto(actor, file.bytes)),
}
