/** The words of `verify.zh.ts` in English. @module */
import type { VerifyText } from './verify.zh.ts';

export const verifyEn: VerifyText = {
  title: 'Check a draw',
  lead: 'Compute a draw again from the beginning, in your own browser. Nothing is uploaded, and you need not trust the office that published it.',
  language: '中文',
  choose: {
    title: 'Choose a bundle',
    drop: 'Drop the bundle here: the zip, or the unpacked folder',
    file: 'Choose a zip',
    folder: 'Choose a folder',
    published: 'Check a draw published on this site',
    offlineHint: 'This page lies in the folder ref of a bundle: choose the folder above it, or the zip it came in.',
    offlineFile: 'Download this page as one file that works offline',
    policy: 'Use your own trust policy',
    policyLabel: 'Trust policy: keys of logs and witnesses, one a line; empty means that of the bundle',
  },
  progress: {
    fetching: 'Downloading the bundle',
    reading: 'Reading files',
    opened: (files) => `${files} files read, computing`,
    step: (id, title) => `Checked ${id} ${title}`,
    simulated: (done) => `Simulating again, ${done} draws done`,
    done: 'Done',
    label: 'Progress',
  },
  problems: {
    fetch: (status) =>
      status === 404
        ? 'There is no such draw, or its bundle is not published yet.'
        : `The bundle could not be downloaded (${status}). Try again later.`,
    network: 'The bundle could not be downloaded: no connection. Try again later, or choose a file you have.',
    file: 'The file could not be read. Copy it to this computer and choose it again.',
    fault: (message) => `The checker itself failed, there is no verdict: ${message}. Use the command instead.`,
    garbage:
      'This is not a bundle. Choose the zip from the page of the draw, or the whole unpacked folder (it has a manifest.json).',
    unreadable: (why) => `Cannot be read: ${why}`,
  },
  verdict: {
    pass: 'The draw holds',
    passBody: 'It can be computed again from the public files, with the same result and no trace of a change.',
    sealed: 'Holds so far; who was drawn is still sealed',
    sealedBody: (until) =>
      `This draw is for visits without notice. The fingerprints of its lists, rules and result are in the public log and nobody can change them; who was drawn is published after the visits, by ${until}. Check the new bundle then: only then can the draw itself be computed again.`,
    keys: 'Consistent, but not signed by the log of this site',
    keysBody:
      'The files agree with each other, but another key signed them. Do not rely on them unless you have checked that key.',
    keysNext: 'One thing is left: compare the log key below with the published one',
    failed: 'The draw does not hold',
    failedBody: (titles) => `Failed: ${titles.join(', ')}. Do not rely on this bundle.`,
    failedNext:
      'Download it again from the site and check once more; if it still fails, export the report and complain.',
    void: 'This draw is void: its result is published for checking only.',
    sentence: (agency, draw, size, eligible, drawn) =>
      `${agency}, draw ${draw}: ${size} enterprises listed, ${eligible} could be drawn, ${drawn} were.`,
    sealedSentence: (agency, draw, size, eligible) =>
      `${agency}, draw ${draw}: ${size} enterprises listed, ${eligible} could be drawn; who was is not public yet.`,
    took: (seconds) => `${seconds} s on this device`,
    fingerprint: 'Fingerprint of the bundle (SHA-256 of its manifest)',
    fingerprintHint: 'If it is the published one, everybody has the same bundle',
    drawnList: (count) => `The ${count} that were drawn`,
  },
  keys: {
    title: 'Log keys',
    same: 'the one published on this site',
    other: 'not published on this site',
    unknown: 'compare it with the key on the site or on paper',
    compare: 'Paste the published key to compare',
    isSame: 'The same: this key signed the bundle',
    isOther: 'Different: this key did not sign the bundle',
  },
  limits: {
    title: 'What was not checked',
    lead: 'A draw that holds says nothing of these:',
    bundleKeys: 'The key in the bundle was used: that proves agreement within the bundle only. Compare the log key.',
    ownPolicy: 'Your own trust policy was used.',
    noWitness: 'No other office witnessed the log: times are by its own clock.',
    witnessKeys: 'Keys of the witnesses are those in the bundle: compare them with what the witnesses publish.',
    offline:
      'Randomness came from two committed shares and dice (profile offline): if both parties and all who threw and typed the dice conspired, they could steer.',
    lottery: 'Lottery numbers must be compared with the published ones.',
    step: (id, title, why) => `${id} ${title}: ${why}`,
    directory: 'Whether the directory lacks an enterprise is outside any draw; each can look itself up here.',
    others:
      'The bundle has the entries of this draw only; whether another was hidden shows in gaps between numbers of announcements.',
  },
  report: {
    title: 'Step by step',
    status: { PASS: 'pass', FAIL: 'fail', 'NOT-APPLICABLE': 'not applicable' },
    values: 'Values seen',
    more: (count) => `${count} more are in the exported report`,
    export: 'Export the report (JSON)',
    exportName: (draw) => `report-${draw}.json`,
  },
  firm: {
    title: 'Look up an enterprise',
    lead: 'Whether it is listed, why it was drawn, and whether the people at the door are those who were drawn.',
    label: 'Credit code or name of the enterprise, or paste a receipt',
    button: 'Look up',
    scan: 'Scan a QR code',
    photo: 'Read a photo',
    stop: 'Stop scanning',
    camera: 'Camera: hold the code in the middle',
    noCamera: 'The camera cannot be used. Take a photo instead, or paste the text of the code.',
    noCode: 'No code was found in the photo. Take it again, sharp and straight.',
    needBundle: 'Choose a bundle first to look up a name or code; a receipt can be checked at once.',
    needKey:
      'A receipt is checked with the key of the log: choose a bundle first, or enter the published key under “Use your own trust policy”.',
    notVerified: 'This bundle does not hold, so it answers nothing.',
    noResult: 'This draw has no result.',
    sealed: (until) =>
      `This draw is still sealed: nobody can look up yet who was drawn; it is published by ${until}. Whoever comes to inspect shows a receipt, and that can be checked on the spot.`,
    nobody: 'No such enterprise is listed. Check the code; a part of the name is enough.',
    many: 'Several fit, choose one:',
    badReceipt: 'This receipt does not hold',
    badReceiptBody: 'It does not prove that these people were drawn. Ask for their certificates and ring the office.',
    receipt: 'The receipt holds',
    fate: {
      selected: 'Drawn',
      not: 'Not drawn',
      excluded: 'Did not take part',
      skipped: 'Drawn, later skipped',
      substitute: 'In the place of another',
    },
    inDraw: (draw) => `Draw ${draw}`,
    listed: 'In the list',
    listedOnce: 'once',
    listedTimes: (times) => `${times} times, which must not be`,
    status: 'Status',
    eligible: 'took part',
    excluded: (reason) => `did not take part: ${reason}`,
    reference: 'Reference',
    stratum: 'Stratum',
    stratumValue: (id, eligible, quota) => `${id} (${quota} of ${eligible})`,
    ticket: 'Number',
    cutoff: 'Cutoff',
    rank: 'Rank in the stratum',
    rankValue: (rank) => `${rank}`,
    officers: 'Officers',
    experts: 'Experts',
    loggedAt: 'In the public log',
    other: 'Other',
    why: 'Why',
    whyDrawn:
      'The number follows from the announcement and public randomness; it is not above the cutoff, so this enterprise was drawn.',
    whyNot:
      'The number follows from the announcement and public randomness; it is above the cutoff, so this enterprise was not drawn.',
    whyExcluded:
      'The reason for not taking part was fixed before the announcement; there was no number for this enterprise.',
    whySkipped: 'It was drawn, and later skipped by the announced rules; the reason is in the public log.',
    whySubstitute:
      'An enterprise that was drawn cannot be visited; fresh randomness gave its place to this one, and nobody chose.',
    whyWeighted:
      'This draw orders by announced weights: number and weight together decide. The result was computed again.',
    whyOfficers:
      'The officers were matched by the same randomness among those who qualify and are not recused; nobody chose them.',
    whyNobody: 'Nobody was assigned, as it was not drawn; whoever comes in the name of this draw must explain why.',
    whyReceipt: (at) => `This result entered the signed public log at ${at} and has not changed since.`,
    mismatch: 'Number, cutoff and result do not fit: export the report and complain.',
    took: (milliseconds) => `checked in ${milliseconds} ms`,
    code: 'Receipt for the door',
    codeHint: 'Shown by the officers and scanned by the enterprise; it holds nothing about others.',
    codeLink: 'Open the link of this receipt',
    door: 'Who is at the door',
    doorLabel: 'Certificate numbers shown, separated by spaces or commas',
    doorButton: 'Compare',
    doorSame: 'Everybody here was drawn.',
    doorOther: 'Somebody here was not drawn. Ask for the reason (a published replacement), or ring the office.',
    doorFew: 'Those here were drawn, but somebody is missing. An inspection takes two officers or more.',
    isDrawn: 'was drawn',
    isNotDrawn: 'was not drawn',
    isAbsent: 'is not here',
  },
  exclusions: {
    SUSPENDED: 'suspended',
    CLOSED: 'closed',
    DEREGISTERED: 'deregistered',
    MOVED: 'moved away',
    FREQ: 'already drawn this year',
    OUT_OF_SCOPE: 'outside this check',
    JOINT: 'covered by a joint inspection',
    JUSTICE_HOLD: 'put off at the request of a court or prosecutor',
    OTHER_AGENCY: 'supervised by another authority',
  },
  steps: {
    V1: {
      asks: 'Every file is there, none too many, each with the hash of the manifest.',
      failed: 'A file is missing, too many, or not the listed one.',
    },
    V2: {
      asks: 'Announcement, shares, dice and result are in the signed public log, chained.',
      failed: 'Signatures, proofs or the chain of the log do not hold.',
    },
    V3: {
      asks: 'One announcement, one result: nobody drew twice and chose.',
      failed: 'More than one announcement or result, or in the wrong order.',
    },
    V4: {
      asks: 'The lists are those whose hashes were published before the draw; each enterprise stands once.',
      failed: 'A list is not the published one, or has duplicates or invalid codes.',
    },
    V5: {
      asks: 'The number drawn follows from the announced rule; whoever took no part has a reason.',
      failed: 'The rules contradict each other, or the number or a reason is wrong.',
    },
    V6: {
      asks: 'Randomness came from the announced sources, in an order that let nobody choose it.',
      failed: 'A source is not what was committed, or the order let somebody choose.',
    },
    V7: { asks: 'The seed follows from that randomness.', failed: 'The seed does not follow from that randomness.' },
    V8: {
      asks: 'How many of each stratum, computed again: the same.',
      failed: 'The quotas differ from those computed again.',
    },
    V9: {
      asks: 'Every number was computed again: the right ones were drawn.',
      failed: 'Numbers, cutoff or selection differ from those computed again.',
    },
    V10: {
      asks: 'Everybody qualifies, nobody is recused or overloaded, two officers at least.',
      failed: 'Somebody does not qualify, is recused or overloaded, or a team is not full.',
    },
    V11: {
      asks: 'Who goes where, matched again: every step the same.',
      failed: 'The matching differs from the one computed again.',
    },
    V12: {
      asks: 'Experts, days, vehicles and devices arranged again by the same rule; empty places could not be filled.',
      failed: 'The arrangement of experts, days, vehicles or devices differs.',
    },
    V13: {
      asks: 'Whoever was replaced after the result: approved first, then drawn by randomness that came later.',
      failed: 'A substitute does not follow from later randomness, or nobody else approved it.',
    },
    V14: {
      asks: 'The outcome of every enterprise is the one computed again, in time.',
      failed: 'An outcome differs, or came too late.',
    },
    V15: {
      asks: 'Many dummy draws show whether a place always falls to one person; simulated again: the same.',
      failed: 'The simulation differs, or the announced audit is missing.',
    },
  },
};
