import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { ApiError } from './api-error'

/**
 * Security keys in the browser. The library is loaded when a key is asked for: few people have one.
 * @throws ApiError KEY with a message for the person
 */
export async function makeKey(options: object): Promise<RegistrationResponseJSON> {
  const { startRegistration } = await library()
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
  return startRegistration({ optionsJSON }).catch((error) => {
    throw keyError(error, optionsJSON.rp.id)
  })
}

/** The same for a key that is registered and signs in. @throws ApiError KEY */
export async function answerByKey(options: object): Promise<AuthenticationResponseJSON> {
  const { startAuthentication } = await library()
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  return startAuthentication({ optionsJSON }).catch((error) => {
    throw keyError(error, optionsJSON.rpId)
  })
}

async function library() {
  if (typeof PublicKeyCredential !== 'function')
    throw failure('这个浏览器或这个地址不能使用安全密钥，请换较新的浏览器，或改用动态口令')
  return import('@simplewebauthn/browser')
}

/** A browser says little of why: what stands here is what it can be. */
function keyError(error: unknown, site: string | undefined): ApiError {
  const { name, code } = error as { name?: string; code?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return failure('这把安全密钥已经登记过')
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID' || name === 'SecurityError')
    return failure(`安全密钥只能在地址 ${site ?? ''} 使用，请从该地址打开系统`)
  return failure('安全密钥没有完成：已取消、已超时，或者不是登记过的那一把。请重试')
}

const failure = (detail: string) =>
  new ApiError({ status: 0, code: 'KEY', title: '安全密钥没有完成', detail })
