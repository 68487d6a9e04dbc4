import { listsForAdministrator } from '@/lib/features/setting/queries'
import { listSettingListsEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listSettingListsEndpoint, () => listsForAdministrator())
