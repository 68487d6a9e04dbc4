import { absenceRoutes } from './features/absence/routes'
import { accountRoutes } from './features/account/routes'
import { assistedRoutes } from './features/assisted/routes'
import { auditRoutes } from './features/audit/routes'
import { batchRoutes } from './features/batch/routes'
import { bureauRoutes } from './features/bureau/routes'
import { catalogueRoutes } from './features/catalogue/routes'
import { certificateRoutes } from './features/certificate/routes'
import { changeRoutes } from './features/change/routes'
import { checkRoutes } from './features/check/routes'
import { confirmationRoutes } from './features/confirmation/routes'
import { consentRoutes } from './features/consent/routes'
import { correctionRoutes } from './features/correction/routes'
import { disputeRoutes } from './features/dispute/routes'
import { divisionRoutes } from './features/division/routes'
import { documentRoutes } from './features/document/routes'
import { dossierRoutes } from './features/dossier/routes'
import { exportRoutes } from './features/export/routes'
import { filingRoutes } from './features/filing/routes'
import { fleetRoutes } from './features/fleet/routes'
import { holderRoutes } from './features/holder/routes'
import { identityRoutes } from './features/identity/routes'
import { inspectionRoutes } from './features/inspection/routes'
import { liveRoutes } from './features/live/routes'
import { machineRoutes } from './features/machine/routes'
import { machineUserRoutes } from './features/machine-user/routes'
import { memberRoutes } from './features/member/routes'
import { noticeRoutes } from './features/notice/routes'
import { openapiRoutes } from './features/openapi/routes'
import { optionRoutes } from './features/option/routes'
import { ownDataRoutes } from './features/own-data/routes'
import { ownPasswordRoutes } from './features/own-password/routes'
import { ownSessionRoutes } from './features/own-sessions/routes'
import { ownerMessageRoutes } from './features/owner-message/routes'
import { pairRoutes } from './features/pair/routes'
import { phoneChangeRoutes } from './features/phone-change/routes'
import { photoRoutes } from './features/photo/routes'
import { pickupRoutes } from './features/pickup/routes'
import { preferenceRoutes } from './features/preference/routes'
import { proofRoutes } from './features/proof/routes'
import { readingRoutes } from './features/reading/routes'
import { registrationRoutes } from './features/registration/routes'
import { renameRoutes } from './features/rename/routes'
import { reportRoutes } from './features/report/routes'
import { retentionRoutes } from './features/retention/routes'
import { savedSearchRoutes } from './features/saved-search/routes'
import { secondLookRoutes } from './features/second-look/routes'
import { settingRoutes } from './features/setting/routes'
import { staffConsoleRoutes } from './features/staff/routes/console'
import { staffAuthRoutes } from './features/staff/routes/sign-in'
import { successionRoutes } from './features/succession/routes'
import { viewingRoutes } from './features/viewing/routes'
import { watchRoutes } from './features/watch/routes'
import { wechatRoutes } from './features/wechat/routes'
import { type Route, withSearchByPost } from './server/http/define-route'
import { type Api, mountApi } from './server/http/mount-api'
import { observeRoutes } from './server/observe/routes'

/** All declared routes by noun: console (cookie) and v1 (bearer token; additive changes only). */
export const routes: readonly Route[] = [
  absenceRoutes,
  accountRoutes,
  assistedRoutes,
  auditRoutes,
  batchRoutes,
  bureauRoutes,
  catalogueRoutes,
  certificateRoutes,
  changeRoutes,
  checkRoutes,
  confirmationRoutes,
  consentRoutes,
  correctionRoutes,
  divisionRoutes,
  disputeRoutes,
  successionRoutes,
  documentRoutes,
  dossierRoutes,
  exportRoutes,
  filingRoutes,
  fleetRoutes,
  holderRoutes,
  liveRoutes,
  inspectionRoutes,
  machineRoutes,
  machineUserRoutes,
  memberRoutes,
  noticeRoutes,
  openapiRoutes,
  optionRoutes,
  ownDataRoutes,
  ownerMessageRoutes,
  pairRoutes,
  phoneChangeRoutes,
  photoRoutes,
  pickupRoutes,
  preferenceRoutes,
  proofRoutes,
  identityRoutes,
  readingRoutes,
  registrationRoutes,
  renameRoutes,
  reportRoutes,
  retentionRoutes,
  savedSearchRoutes,
  secondLookRoutes,
  settingRoutes,
  staffConsoleRoutes,
  ownPasswordRoutes,
  ownSessionRoutes,
  viewingRoutes,
  watchRoutes,
  wechatRoutes,
]
  .flatMap((noun) => Object.values<Route>(noun))
  .flatMap(withSearchByPost)

/** The API: server.ts serves it in production, app/api under plain Next. */
export const api: Api = mountApi(routes, [...observeRoutes, ...staffAuthRoutes])
