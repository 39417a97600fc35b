/** From one part of the administration to the others, as far as the person may see them. @module */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMayDo } from '../../kit/session.ts';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { emergencyText, policyText } from '../../kit/strings/login.zh.ts';
import { logWitnessText } from '../../kit/strings/log-witness.zh.ts';
import { fieldDevicesText } from '../../kit/strings/visit-sync.zh.ts';
import './bureau.css';

export function BureauNav(): ReactNode {
  const maySeeStaff = useMayDo('staff.list');
  const maySeeLog = useMayDo('security.read');
  const maySeeEmergency = useMayDo('emergency.read');
  const maySeePolicy = useMayDo('bureau.read-login-policy');
  const maySeeDevices = useMayDo('inspection.read-devices');
  return (
    <nav aria-label={bureauText.nav} className="bureau-nav">
      {maySeeStaff && (
        <Link to="/bureau" activeOptions={{ exact: true, includeSearch: false }}>
          {bureauText.staff.title}
        </Link>
      )}
      <Link to="/bureau/profile">{bureauText.profile.title}</Link>
      <Link to="/bureau/witnesses">{logWitnessText.title}</Link>
      {maySeeDevices && <Link to="/inspection/devices">{fieldDevicesText.title}</Link>}
      {maySeeEmergency && <Link to="/bureau/emergency">{emergencyText.title}</Link>}
      {maySeePolicy && <Link to="/bureau/login-policy">{policyText.title}</Link>}
      {maySeeLog && <Link to="/bureau/security">{bureauText.security.title}</Link>}
    </nav>
  );
}
