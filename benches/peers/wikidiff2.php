<?php
// Asks wikidiff2 about two files, or about many pairs of texts.
//
// With two arguments: compares these files and prints the number of lines of its answer. With "links" and two files, a
// paragraph a line: prints [[old, new, moved], ...]. Without: reads [[old, new], ...] as JSON from standard input and
// prints, for every pair, [[sign, text], ...], where the sign is "=", "-" or "+".
ini_set('memory_limit', '4G');

const SAME = 0, INSERTED = 1, DELETED = 2, CHANGED = 3, MOVED_FROM = 4, MOVED_TO = 5;

function lines(string $old, string $new): array
{
    return json_decode(wikidiff2_inline_json_diff($old, $new, 10000000), true)['diff'];
}

function pieces(array $line): array
{
    $text = $line['text'];
    if ($line['type'] === INSERTED || $line['type'] === DELETED) {
        return [[$line['type'] === INSERTED ? '+' : '-', $text]];
    }
    $pieces = [];
    $from = 0;
    foreach ($line['highlightRanges'] ?? [] as $range) {
        $pieces[] = ['=', substr($text, $from, $range['start'] - $from)];
        $pieces[] = [$range['type'] === 1 ? '-' : '+', substr($text, $range['start'], $range['length'])];
        $from = $range['start'] + $range['length'];
    }
    $pieces[] = ['=', substr($text, $from)];
    return array_values(array_filter($pieces, fn ($piece) => $piece[1] !== ''));
}

function links(array $lines): array
{
    [$old, $new, $links, $from, $to] = [0, 0, [], [], []];
    foreach ($lines as $line) {
        switch ($line['type']) {
            case SAME:
            case CHANGED:
                $links[] = [$old++, $new++, false];
                break;
            case INSERTED:
                $new++;
                break;
            case DELETED:
                $old++;
                break;
            case MOVED_FROM:
                $from[$line['moveInfo']['id']] = $old++;
                break;
            case MOVED_TO:
                $to[$line['moveInfo']['linkId']] = $new++;
                break;
        }
    }
    foreach (array_intersect_key($from, $to) as $id => $place) {
        $links[] = [$place, $to[$id], true];
    }
    return $links;
}

$arguments = array_slice($argv, 1);
if (($arguments[0] ?? '') === 'links') {
    [, $old, $new] = $arguments;
    echo json_encode(links(lines(file_get_contents($old), file_get_contents($new))));
} elseif ($arguments !== []) {
    [$old, $new] = $arguments;
    echo count(lines(file_get_contents($old), file_get_contents($new))), "\n";
} else {
    $answer = fn ($pair) => array_merge([], ...array_map('pieces', lines($pair[0], $pair[1])));
    $pairs = json_decode(stream_get_contents(STDIN), true);
    echo json_encode(array_map($answer, $pairs), JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
}
