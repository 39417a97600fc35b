/** The pages of the bureau: staff and roles, profile, security log. @module */
import { bureauDeeds, bureauReads } from '../../../bureau/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { emergencyText, policyText } from '../../kit/strings/login.zh.ts';
import { logWitnessText } from '../../kit/strings/log-witness.zh.ts';

const admins = bureauReads['staff.list'].roles;

export const bureauPages: readonly PageRoute[] = [
  {
    path: '/bureau',
    title: bureauText.staff.title,
    roles: admins,
    component: lazyPage(async () => (await import('./staff-list.tsx')).StaffListPage),
  },
  {
    path: '/bureau/staff/new',
    title: bureauDeeds['staff.create'].title,
    roles: bureauDeeds['staff.create'].roles,
    component: lazyPage(async () => (await import('./new-person.tsx')).NewPersonPage),
  },
  {
    path: '/bureau/staff/$staffId',
    title: bureauText.staff.title,
    roles: admins,
    component: lazyPage(async () => (await import('./person.tsx')).PersonPage),
  },
  {
    path: '/bureau/profile',
    title: bureauText.profile.title,
    component: lazyPage(async () => (await import('./profile.tsx')).ProfilePage),
  },
  {
    path: '/bureau/profile/edit',
    title: bureauDeeds['bureau.amend-profile'].title,
    roles: bureauDeeds['bureau.amend-profile'].roles,
    component: lazyPage(async () => (await import('./profile-form.tsx')).AmendProfilePage),
  },
  {
    path: '/bureau/witnesses',
    title: logWitnessText.title,
    component: lazyPage(async () => (await import('./witnesses.tsx')).WitnessesPage),
  },
  {
    path: '/bureau/witnesses/new',
    title: bureauDeeds['log-witness.enroll'].title,
    roles: bureauDeeds['log-witness.enroll'].roles,
    component: lazyPage(async () => (await import('./witness-forms.tsx')).NewWitnessPage),
  },
  {
    path: '/bureau/witnesses/policy',
    title: bureauDeeds['log-witness.set-policy'].title,
    roles: bureauDeeds['log-witness.set-policy'].roles,
    component: lazyPage(async () => (await import('./witness-forms.tsx')).WitnessPolicyPage),
  },
  {
    path: '/bureau/login-policy',
    title: policyText.title,
    roles: bureauReads['bureau.read-login-policy'].roles,
    component: lazyPage(async () => (await import('./login-policy.tsx')).LoginPolicyPage),
  },
  {
    path: '/bureau/login-policy/edit',
    title: bureauDeeds['bureau.set-login-policy'].title,
    roles: bureauDeeds['bureau.set-login-policy'].roles,
    component: lazyPage(async () => (await import('./login-policy-form.tsx')).LoginPolicyFormPage),
  },
  {
    path: '/bureau/emergency',
    title: emergencyText.title,
    roles: bureauReads['emergency.read'].roles,
    component: lazyPage(async () => (await import('./emergency.tsx')).EmergencyPage),
  },
  {
    path: '/bureau/security',
    title: bureauText.security.title,
    roles: bureauReads['security.read'].roles,
    component: lazyPage(async () => (await import('./security-log.tsx')).SecurityLogPage),
  },
];
