package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final Run RUN = new Run("idle-7", Plans.of("idle", 7), 0, 0, "group-7");

    @Test
    void aTargetSaysAllThatTheReplayNeeds() throws JsonProcessingException {
        Targets targets = new Targets();
        targets.started(RUN, "http://127.0.0.1:1", 1000);
        JsonNode all = new ObjectMapper().readTree(targets.json());
        assertThat(all).hasSize(2);
        assertThat(all.get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"name":"cadvisor","kind":"cadvisor","node":"lab-node"}"""));
        assertThat(all.get(1)).isEqualTo(new ObjectMapper().readTree("""
                {"name":"idle-7","url":"http://127.0.0.1:1","namespace":"lab","pod":"%s","container":"app",
                 "node":"lab-node","memoryLimitBytes":134217728,"memoryHighBytes":null,"cpuLimitMillis":500,
                 "env":{"GOGC":"50"},"qosClass":"Burstable","owner":"lab/Deployment/idle-7","program":"idle",
                 "class":"steady","seed":7,"metrics":"default","replica":0,"group":"group-7","startedMs":1000}
                """.formatted(RUN.pod())));
    }

    @Test
    void theEndAndAKillAreAdded() throws JsonProcessingException {
        Targets targets = new Targets();
        targets.started(RUN, "http://127.0.0.1:1", 1000);
        targets.ended("idle-7", 2000, true);
        JsonNode target = new ObjectMapper().readTree(targets.json()).get(1);
        assertThat(target.path("endedMs").longValue()).isEqualTo(2000);
        assertThat(target.path("oomKilledMs").longValue()).isEqualTo(2000);
    }
}
