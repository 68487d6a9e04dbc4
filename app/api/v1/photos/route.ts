import { addPhoto } from '@/lib/features/photo/commands'
import { uploadPhotoEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(uploadPhotoEndpoint, ({ actor, file }) => addPhoto(actor, file.bytes))
